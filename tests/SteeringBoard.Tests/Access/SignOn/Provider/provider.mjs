// A certified OpenID provider for tests: `node provider.mjs PORT BOARD`. It asks no password and no consent: whoever types a login is who
// it says, sub=…&name=…&email=…&email_verified=true&body=…&role=…
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, board] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const people = new Map();

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'board',
    client_secret: 'a-secret-of-the-tests-alone',
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: [`${board}sign-in/sign-on/back`],
  }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], board: ['body', 'role'] },
  cookies: { keys: ['of the tests alone'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => people.has(sub) ? { accountId: sub, claims: () => people.get(sub) } : undefined,
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile email board');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
createServer(async (request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    return answer(request, response);
  }
  if (request.url.endsWith('/abort')) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    return response.end('<form method="post"><input name="login"><button>Sign in</button></form>');
  }
  let typed = '';
  for await (const part of request) {
    typed += part;
  }
  const { role, email_verified: verified, ...said } = Object.fromEntries(new URLSearchParams(new URLSearchParams(typed).get('login')));
  people.set(said.sub, { ...said, email_verified: verified === 'true', role: role?.includes(' ') ? role.split(' ') : role });
  return provider.interactionFinished(request, response, { login: { accountId: said.sub } });
}).listen(Number(port), '127.0.0.1', () => console.log(`ready at ${issuer}`));
