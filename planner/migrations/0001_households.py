import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import planner.models.constraints


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="user_email_without_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "rounding",
                    models.CharField(
                        choices=[
                            ("dollars", "Whole dollars, as returns are filed"),
                            ("cents", "Dollars and cents"),
                        ],
                        default="dollars",
                        max_length=7,
                    ),
                ),
                ("ratio_places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rounding__in", ("dollars", "cents"))),
                        name="household_rounding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ratio_places", None),
                            ("ratio_places__range", (3, 10)),
                            _connector="OR",
                        ),
                        name="household_ratio_places",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletions",
                        to="planner.household",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by", models.CharField(max_length=254)),
                ("what", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "id"), name="deletion_of_household"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="planner.household",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("born", models.DateField(blank=True, null=True)),
                ("basis_after_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "basis_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "basis_evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("filed_8606", "Form 8606 as filed"),
                            ("form_5498", "Form 5498"),
                            ("tax_return", "Tax return"),
                            ("statement", "Statement"),
                            ("memory", "Memory"),
                            ("none", "None"),
                        ],
                        default="none",
                        max_length=12,
                    ),
                ),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("household", "id"), name="person_of_household"),
                    models.UniqueConstraint(
                        condition=models.Q(("deletion", None)),
                        fields=("household", "key"),
                        name="person_key_once",
                    ),
                    planner.models.constraints.SameParent(
                        field="deletion", name="person_deletion_household", parent="household"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis_evidence__in",
                                [
                                    "filed_8606",
                                    "form_5498",
                                    "memory",
                                    "none",
                                    "statement",
                                    "tax_return",
                                ],
                            )
                        ),
                        name="person_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis_amount", None),
                            models.Q(("basis_after_year", None), _negated=True),
                            _connector="OR",
                        ),
                        name="person_basis_has_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="planner.household",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by", models.CharField(max_length=254)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("summary", models.CharField(max_length=300)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planner.person",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True)),
                (
                    "undoes",
                    models.OneToOneField(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_by",
                        to="planner.change",
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.AddIndex(
            model_name="Change",
            index=models.Index(fields=["household", "-id"], name="change_latest"),
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="planner.person",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("traditional", "Traditional IRA"),
                            ("rollover", "Rollover IRA"),
                            ("sep", "SEP IRA"),
                            ("simple", "SIMPLE IRA"),
                            ("inherited_traditional", "Inherited traditional IRA"),
                            ("roth", "Roth IRA"),
                            ("roth_sep", "Roth SEP IRA"),
                            ("roth_simple", "Roth SIMPLE IRA"),
                            ("inherited_roth", "Inherited Roth IRA"),
                            ("401k", "401(k)"),
                            ("solo_401k", "Solo 401(k)"),
                            ("403b", "403(b)"),
                            ("457b", "457(b)"),
                            ("tsp", "Thrift Savings Plan"),
                            ("pension", "Pension plan"),
                        ],
                        max_length=21,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("custodian", models.CharField(blank=True, max_length=120)),
                ("inherited_from", models.CharField(blank=True, max_length=120)),
                ("treated_as_own", models.BooleanField(default=False)),
                ("participation_began", models.DateField(blank=True, null=True)),
                ("accepts_rollovers", models.BooleanField(blank=True, null=True)),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "id"), name="account_of_person"),
                    models.UniqueConstraint(
                        condition=models.Q(("deletion", None)),
                        fields=("person", "key"),
                        name="account_key_once",
                    ),
                    planner.models.constraints.SameParent(
                        field="person", name="account_person_household", parent="household"
                    ),
                    planner.models.constraints.SameParent(
                        field="deletion", name="account_deletion_household", parent="household"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "401k",
                                    "403b",
                                    "457b",
                                    "inherited_roth",
                                    "inherited_traditional",
                                    "pension",
                                    "rollover",
                                    "roth",
                                    "roth_sep",
                                    "roth_simple",
                                    "sep",
                                    "simple",
                                    "solo_401k",
                                    "traditional",
                                    "tsp",
                                ],
                            )
                        ),
                        name="account_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearEndValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="year_end_values",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="year_end_values",
                        to="planner.person",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="year_end_values",
                        to="planner.account",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("estimate", "Estimate"),
                            ("statement", "Statement"),
                            ("form_5498", "Form 5498"),
                        ],
                        default="estimate",
                        max_length=9,
                    ),
                ),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deletion", None)),
                        fields=("account", "year"),
                        name="value_once",
                    ),
                    planner.models.constraints.SameParent(
                        field="person", name="value_person_household", parent="household"
                    ),
                    planner.models.constraints.SameParent(
                        field="account", name="value_account_person", parent="person"
                    ),
                    planner.models.constraints.SameParent(
                        field="deletion", name="value_deletion_household", parent="household"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["estimate", "form_5498", "statement"])),
                        name="value_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1975, 2100))), name="value_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                        name="value_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="planner.person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contribution", "Contribution"),
                            ("conversion", "Conversion"),
                            ("distribution", "Withdrawal"),
                            ("rollover", "Rollover"),
                            ("recharacterization", "Recharacterization"),
                            ("basis_adjustment", "Change of basis"),
                        ],
                        max_length=18,
                    ),
                ),
                ("on", models.DateField()),
                ("date_assumed", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="planner.account",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to="planner.account",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("tax_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "character",
                    models.CharField(
                        choices=[
                            ("normal", "Withdrawal"),
                            ("rmd", "Required minimum distribution"),
                            ("qcd", "Qualified charitable distribution"),
                            ("hsa_funding", "HSA funding distribution"),
                            ("returned_contribution", "Returned contribution"),
                            ("returned_excess", "Returned excess of an earlier year"),
                            ("qualified_disaster", "Qualified disaster distribution"),
                            ("withheld_from_conversion", "Withheld from a conversion"),
                        ],
                        default="normal",
                        max_length=24,
                    ),
                ),
                (
                    "withheld",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("completed", models.DateField(blank=True, null=True)),
                (
                    "earnings",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "after_tax",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    planner.models.constraints.SameParent(
                        field="person", name="event_person_household", parent="household"
                    ),
                    planner.models.constraints.SameParent(
                        field="account", name="event_account_person", parent="person"
                    ),
                    planner.models.constraints.SameParent(
                        field="to", name="event_to_person", parent="person"
                    ),
                    planner.models.constraints.SameParent(
                        field="deletion", name="event_deletion_household", parent="household"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "basis_adjustment",
                                    "contribution",
                                    "conversion",
                                    "distribution",
                                    "recharacterization",
                                    "rollover",
                                ],
                            )
                        ),
                        name="event_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "character__in",
                                [
                                    "hsa_funding",
                                    "normal",
                                    "qcd",
                                    "qualified_disaster",
                                    "returned_contribution",
                                    "returned_excess",
                                    "rmd",
                                    "withheld_from_conversion",
                                ],
                            )
                        ),
                        name="event_character",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "basis_adjustment"),
                            models.Q(("account", None), _negated=True),
                            _connector="OR",
                        ),
                        name="event_has_account",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="person_years",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="years",
                        to="planner.person",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("first_year", models.BooleanField(default=False)),
                (
                    "deducted",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("covered_by_plan", models.BooleanField(blank=True, null=True)),
                (
                    "compensation",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "year"), name="person_year_once"),
                    models.UniqueConstraint(
                        fields=("household", "id"), name="person_year_of_household"
                    ),
                    planner.models.constraints.SameParent(
                        field="person", name="person_year_person_household", parent="household"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1975, 2100))), name="person_year_year"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FiledForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filed_forms",
                        to="planner.household",
                    ),
                ),
                (
                    "person_year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filed",
                        to="planner.personyear",
                    ),
                ),
                ("lines", models.JSONField(default=dict)),
                ("on", models.DateField(blank=True, null=True)),
                ("is_locked", models.BooleanField(default=True)),
                ("document", models.BinaryField(null=True)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    planner.models.constraints.SameParent(
                        field="person_year", name="filed_year_household", parent="household"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="years",
                        to="planner.household",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "filing_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("single", "Single"),
                            ("married_jointly", "Married filing jointly"),
                            ("married_separately", "Married filing separately"),
                            ("head_of_household", "Head of household"),
                            ("surviving_spouse", "Qualifying surviving spouse"),
                        ],
                        max_length=18,
                    ),
                ),
                (
                    "magi",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "taxable_income",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "marginal_rate",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=9, null=True),
                ),
                ("state", models.CharField(blank=True, max_length=40)),
                (
                    "state_rate",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=9, null=True),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "year"), name="household_year_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1975, 2100))),
                        name="household_year_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "filing_status__in",
                                (
                                    "",
                                    "head_of_household",
                                    "married_jointly",
                                    "married_separately",
                                    "single",
                                    "surviving_spouse",
                                ),
                            )
                        ),
                        name="household_year_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="planner.household",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Reader: sees everything"),
                            ("editor", "Editor: sees and changes everything"),
                            ("owner", "Owner: also decides who else has access"),
                        ],
                        max_length=6,
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("household", "user"), name="membership_once"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["reader", "editor", "owner"])),
                        name="membership_role",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="household",
            name="members",
            field=models.ManyToManyField(
                related_name="households", through="planner.Membership", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="planner.household",
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Reader: sees everything"),
                            ("editor", "Editor: sees and changes everything"),
                            ("owner", "Owner: also decides who else has access"),
                        ],
                        max_length=6,
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("household"),
                        django.db.models.functions.text.Lower("email"),
                        name="invitation_once_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["reader", "editor", "owner"])),
                        name="invitation_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccount",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("traditional", "Traditional IRA"),
                            ("rollover", "Rollover IRA"),
                            ("sep", "SEP IRA"),
                            ("simple", "SIMPLE IRA"),
                            ("inherited_traditional", "Inherited traditional IRA"),
                            ("roth", "Roth IRA"),
                            ("roth_sep", "Roth SEP IRA"),
                            ("roth_simple", "Roth SIMPLE IRA"),
                            ("inherited_roth", "Inherited Roth IRA"),
                            ("401k", "401(k)"),
                            ("solo_401k", "Solo 401(k)"),
                            ("403b", "403(b)"),
                            ("457b", "457(b)"),
                            ("tsp", "Thrift Savings Plan"),
                            ("pension", "Pension plan"),
                        ],
                        max_length=21,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("custodian", models.CharField(blank=True, max_length=120)),
                ("inherited_from", models.CharField(blank=True, max_length=120)),
                ("treated_as_own", models.BooleanField(default=False)),
                ("participation_began", models.DateField(blank=True, null=True)),
                ("accepts_rollovers", models.BooleanField(blank=True, null=True)),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.person",
                    ),
                ),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical account",
                "verbose_name_plural": "historical accounts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contribution", "Contribution"),
                            ("conversion", "Conversion"),
                            ("distribution", "Withdrawal"),
                            ("rollover", "Rollover"),
                            ("recharacterization", "Recharacterization"),
                            ("basis_adjustment", "Change of basis"),
                        ],
                        max_length=18,
                    ),
                ),
                ("on", models.DateField()),
                ("date_assumed", models.BooleanField(default=False)),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("tax_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "character",
                    models.CharField(
                        choices=[
                            ("normal", "Withdrawal"),
                            ("rmd", "Required minimum distribution"),
                            ("qcd", "Qualified charitable distribution"),
                            ("hsa_funding", "HSA funding distribution"),
                            ("returned_contribution", "Returned contribution"),
                            ("returned_excess", "Returned excess of an earlier year"),
                            ("qualified_disaster", "Qualified disaster distribution"),
                            ("withheld_from_conversion", "Withheld from a conversion"),
                        ],
                        default="normal",
                        max_length=24,
                    ),
                ),
                (
                    "withheld",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("completed", models.DateField(blank=True, null=True)),
                (
                    "earnings",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "after_tax",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.person",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.account",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.account",
                    ),
                ),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical event",
                "verbose_name_plural": "historical events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFiledForm",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("lines", models.JSONField(default=dict)),
                ("on", models.DateField(blank=True, null=True)),
                ("is_locked", models.BooleanField(default=True)),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "person_year",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.personyear",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical filed form",
                "verbose_name_plural": "historical filed forms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHousehold",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "rounding",
                    models.CharField(
                        choices=[
                            ("dollars", "Whole dollars, as returns are filed"),
                            ("cents", "Dollars and cents"),
                        ],
                        default="dollars",
                        max_length=7,
                    ),
                ),
                ("ratio_places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical household",
                "verbose_name_plural": "historical households",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHouseholdYear",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "filing_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("single", "Single"),
                            ("married_jointly", "Married filing jointly"),
                            ("married_separately", "Married filing separately"),
                            ("head_of_household", "Head of household"),
                            ("surviving_spouse", "Qualifying surviving spouse"),
                        ],
                        max_length=18,
                    ),
                ),
                (
                    "magi",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "taxable_income",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "marginal_rate",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=9, null=True),
                ),
                ("state", models.CharField(blank=True, max_length=40)),
                (
                    "state_rate",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=9, null=True),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical household year",
                "verbose_name_plural": "historical household years",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Reader: sees everything"),
                            ("editor", "Editor: sees and changes everything"),
                            ("owner", "Owner: also decides who else has access"),
                        ],
                        max_length=6,
                    ),
                ),
                ("since", models.DateTimeField(blank=True, editable=False)),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("born", models.DateField(blank=True, null=True)),
                ("basis_after_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "basis_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "basis_evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("filed_8606", "Form 8606 as filed"),
                            ("form_5498", "Form 5498"),
                            ("tax_return", "Tax return"),
                            ("statement", "Statement"),
                            ("memory", "Memory"),
                            ("none", "None"),
                        ],
                        default="none",
                        max_length=12,
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical person",
                "verbose_name_plural": "historical persons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPersonYear",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("first_year", models.BooleanField(default=False)),
                (
                    "deducted",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("covered_by_plan", models.BooleanField(blank=True, null=True)),
                (
                    "compensation",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.person",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical person year",
                "verbose_name_plural": "historical person years",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalYearEndValue",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.change",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("estimate", "Estimate"),
                            ("statement", "Statement"),
                            ("form_5498", "Form 5498"),
                        ],
                        default="estimate",
                        max_length=9,
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.person",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.account",
                    ),
                ),
                (
                    "deletion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planner.deletion",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical year end value",
                "verbose_name_plural": "historical year end values",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
