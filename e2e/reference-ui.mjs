// Serves the built UI of VeAIOps before the hub, walks its screens, and writes every call of it to calls.jsonl. Exit code 1 when a
// screen does not draw or a call is refused.
import { appendFileSync, createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

const { E2E_HUB, E2E_ADMIN, E2E_OUTPUT, E2E_DIR, E2E_USER, E2E_PASSWORD } = process.env;
const CALLS = path.join(E2E_DIR, 'calls.jsonl');
const SCREENS = [
  '/statistics/overview', '/system/bot-management', '/system/card-template', '/system/account', '/system/datasource',
  '/system/project', '/threshold/config', '/threshold/template', '/threshold/subscription', '/threshold/history',
  '/event-center/strategy', '/event-center/subscribe-relation', '/event-center/history',
  '/oncall/config', '/oncall/history', '/oncall/rules',
];
// What VeAIOps' own backend does not answer either, or the hub refuses on purpose (docs/veaiops.md)
const EXPECTED = [/\/bots\/[^/]+\/secrets/, /oncall_schedule/, /bot_attributes/];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

let screen = 'start';
const refused = [];

function forward(request, response) {
  const target = new URL(request.url, E2E_HUB);
  const headers = { ...request.headers, host: target.host };
  // Without accounts the login screen cannot be passed: the admin token stands in for it
  if (!E2E_PASSWORD) headers.authorization = `Bearer ${E2E_ADMIN}`;
  const call = http.request(target, { method: request.method, headers }, (answer) => {
    appendFileSync(CALLS, JSON.stringify({ screen, method: request.method, url: request.url, status: answer.statusCode }) + '\n');
    if (answer.statusCode >= 400 && !EXPECTED.some((one) => one.test(request.url))) {
      refused.push(`${answer.statusCode} ${request.method} ${request.url} on ${screen}`);
    }
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  call.on('error', () => response.writeHead(502).end());
  request.pipe(call);
}

function file(request, response) {
  const asked = path.normalize(path.join(E2E_OUTPUT, decodeURIComponent(new URL(request.url, 'http://x').pathname)));
  const found = asked.startsWith(E2E_OUTPUT) && existsSync(asked) && statSync(asked).isFile() ? asked : path.join(E2E_OUTPUT, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[path.extname(found)] ?? 'application/octet-stream' });
  createReadStream(found).pipe(response);
}

const server = http.createServer((request, response) => (request.url.startsWith('/apis') ? forward : file)(request, response));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const blank = [];
try {
  if (E2E_PASSWORD) {
    screen = '/login';
    await page.goto(`${base}/login`, { waitUntil: 'networkidle', timeout: 60_000 });
    await page.getByPlaceholder('请输入用户名').fill(E2E_USER);
    await page.getByPlaceholder('请输入密码').fill(E2E_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/login', { timeout: 30_000 });
  } else {
    const hour = Math.floor(Date.now() / 1000) + 3600;
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ sub: 'admin', exp: hour })}.x`;
    await page.addInitScript((value) => {
      for (const store of [localStorage, sessionStorage]) {
        store.setItem('access_token', value);
        store.setItem('username', 'admin');
      }
    }, token);
  }
  for (const one of SCREENS) {
    screen = one;
    await page.goto(base + one, { waitUntil: 'networkidle', timeout: 60_000 });
    const text = (await page.locator('body').innerText()).trim();
    await page.screenshot({ path: path.join(E2E_DIR, `${one.slice(1).replaceAll('/', '-')}.png`) });
    console.log(`   ${one}: ${text.length} characters`);
    if (text.length < 20 || new URL(page.url()).pathname === '/login') blank.push(one);
  }
} finally {
  await browser.close();
  server.close();
}
blank.forEach((one) => console.error(`   no content: ${one}`));
refused.forEach((one) => console.error(`   ${one}`));
process.exit(blank.length + refused.length === 0 ? 0 : 1);
