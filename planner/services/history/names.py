"""What the ids in kept versions stand for."""

from dataclasses import dataclass

from planner.models import Account, Household, Membership, Person, PersonYear

_GONE = "somebody who is gone"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of everything in a household, of what rests in the bin too."""

    people: dict[int, str]
    accounts: dict[int, tuple[str, int]]
    years: dict[int, tuple[int, int]]
    users: dict[int, str]

    @classmethod
    def of(cls, household: Household) -> "Names":
        """The names in four queries."""
        mine = {"household": household}
        members = Membership.objects.select_related("user").filter(**mine)
        return cls(
            {one.pk: str(one) for one in Person.objects.filter(**mine)},
            {one.pk: (str(one), one.person_id) for one in Account.objects.filter(**mine)},
            {one.pk: (one.year, one.person_id) for one in PersonYear.objects.filter(**mine)},
            {one.user_id: str(one.user) for one in members},
        )

    def person(self, pk: int) -> str:
        """A person by name."""
        return self.people.get(pk, _GONE)

    def user(self, pk: int | None) -> str:
        """A member by name."""
        return self.users.get(pk or 0, _GONE)

    def account(self, pk: int) -> str:
        """An account by its name and its owner's."""
        if pk not in self.accounts:
            return "an account that is gone"
        name, owner = self.accounts[pk]
        return f"{name} of {self.person(owner)}"

    def person_year(self, pk: int) -> str:
        """Whose return of which year."""
        if pk not in self.years:
            return "of a year that is gone"
        year, person = self.years[pk]
        return f"for {year} of {self.person(person)}"
