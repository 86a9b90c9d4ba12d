// Passkeys: the form's button asks the authenticator, and the form carries its answer. Without a script, or a browser that has them, the form stays hidden.

export function offer() {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  for (const form of document.querySelectorAll('form[data-passkey][hidden]')) {
    form.hidden = false;
    form.addEventListener('submit', event => {
      const answer = form.elements['Passkey.Credential'];
      if (answer.value) return;
      event.preventDefault();
      ask(form).then(credential => {
        answer.value = JSON.stringify(credential);
        form.requestSubmit();
      }).catch(() => { /* The person let it be: the form stays as it is. */ });
    });
  }
}

function ask({ dataset: { passkey, options } }) {
  const asked = JSON.parse(options);
  return passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}
