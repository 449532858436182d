// Passkeys, and passwords that can be looked at. The server decides; this only asks the browser.
(() => {
  "use strict";

  // --- Passwords ---

  for (const field of document.querySelectorAll('.account input[type="password"]')) {
    const button = Object.assign(document.createElement("button"), {
      className: "reveal",
      textContent: "Show",
      type: "button",
    });
    button.setAttribute("aria-label", "Show the password");
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const hidden = field.type === "password";
      field.type = hidden ? "text" : "password";
      button.textContent = hidden ? "Hide" : "Show";
      button.setAttribute("aria-pressed", String(hidden));
    });
    field.after(button);
  }

  // --- Passkeys: bytes travel as base64url in JSON ---

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  const letters = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");

  const withBytes = (credentials) => (credentials ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

  function creation(options) {
    return {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
      // Kept with the account's name, so that it signs in alone.
      authenticatorSelection: {
        ...options.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    };
  }

  function request(options) {
    return {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    };
  }

  function written(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = letters(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: letters(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  }

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new DOMException("", answer.status === 429 ? "TooOften" : "NoAnswer");
    return (await answer.json()).request_options.publicKey;
  }

  async function credentialOf(form) {
    const options = await optionsOf(form);
    if (form.dataset.passkey === "create") {
      return navigator.credentials.create({ publicKey: creation(options) });
    }
    return navigator.credentials.get({ publicKey: request(options) });
  }

  const SAYS = {
    InvalidStateError: "This device already has a passkey for your account.",
    NotAllowedError: "No passkey was used. Try again, or choose another way.",
    NotSupportedError: "This device cannot keep passkeys.",
    SecurityError: "Passkeys need the site’s name in the address, such as localhost, not its number.",
    TooOften: "Too many tries. Wait a minute, then try again.",
  };

  function tell(form, error) {
    const place = form.querySelector(".problems[hidden], .problems[data-told]");
    const textContent = SAYS[error.name] ?? "That did not work. Try again, or choose another way.";
    place.replaceChildren(Object.assign(document.createElement("p"), { className: "problems-title", textContent }));
    place.dataset.told = "";
    place.hidden = false;
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        if (!navigator.credentials) throw new DOMException("", "SecurityError");
        form.elements.credential.value = written(await credentialOf(form));
        form.submit();
      } catch (error) {
        tell(form, error);
      }
    });
  }
})();
