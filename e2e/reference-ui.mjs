// Serves the built UI of VeAIOps before the hub, stores something for every screen, logs in, walks the screens and works with the forms.
// Every call of the UI is a line of calls.jsonl, every screen a picture. Exit code 1 when a screen lacks what is stored, a form does not
// do its work, or a call is refused.
import { appendFileSync, createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';
import forms from './reference-ui-forms.mjs';
import seed from './reference-ui-seed.mjs';

const { E2E_HUB, E2E_ADMIN, E2E_OUTPUT, E2E_DIR, E2E_USER, E2E_PASSWORD, E2E_ALARM_TOKEN, E2E_STEP } = process.env;
const PLATFORMS = JSON.parse(readFileSync(process.env.E2E_PLATFORMS, 'utf8'));
const CALLS = path.join(E2E_DIR, 'calls.jsonl');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
// What each screen must show
const SCREENS = {
  '/statistics/overview': ['活跃机器人'],
  '/system/bot-management': ['cli_fake_lark'],
  '/system/card-template': ['下载卡片模版'],
  '/system/account': ['admin'],
  '/system/datasource': ['seeded volcengine source'],
  '/system/project': ['Shop'],
  '/threshold/config': ['seeded volcengine task'],
  '/threshold/template': ['资源使用率百分比'],
  '/threshold/subscription': ['seeded subscription'],
  '/threshold/history': ['智能阈值Agent', '查看详情'],
  '/event-center/strategy': ['seeded strategy'],
  '/event-center/subscribe-relation': ['seeded subscription'],
  '/event-center/history': ['智能阈值Agent', '查看详情'],
  '/oncall/config': ['多个客户受影响'],
  '/oncall/history': ['内容识别Agent', '查看详情'],
  '/oncall/rules': ['seeded chat subscription'],
};
// The hub refuses these on purpose (docs/veaiops.md)
const EXPECTED = [/\/bots\/[^/]+\/secrets/];
// Faults of this UI itself: it logs a failure by a name that it does not import
const OWN_FAULTS = [/logger is not defined/];

let screen = 'start';
let calls = 0;
const problems = [];

function forward(request, response) {
  const sent = [];
  request.on('data', (part) => sent.push(part));
  request.on('end', () => {
    const target = new URL(request.url, E2E_HUB);
    const call = http.request(target, { method: request.method, headers: { ...request.headers, host: target.host } }, (answer) => {
      const read = [];
      answer.on('data', (part) => read.push(part));
      answer.on('end', () => {
        write(request, answer.statusCode, Buffer.concat(sent).toString(), Buffer.concat(read).toString());
        response.writeHead(answer.statusCode, answer.headers);
        response.end(Buffer.concat(read));
      });
    });
    call.on('error', () => response.writeHead(502).end());
    call.end(Buffer.concat(sent));
  });
}

function write(request, status, sent, answer) {
  calls++;
  const line = { screen, method: request.method, url: request.url, status };
  appendFileSync(CALLS, `${JSON.stringify(status < 400 ? line : { ...line, sent, answer })}\n`);
  if (status >= 400 && !EXPECTED.some((one) => one.test(request.url))) {
    problems.push(`${status} ${request.method} ${request.url} on ${screen}`);
  }
}

// The build names its files relative to the page: a reload of a deep address asks for them below it
function file(request, response) {
  const asked = new URL(request.url, 'http://x').pathname.replace(/^.*\/(?=static\/|favicon\.svg$)/, '/');
  const known = path.normalize(path.join(E2E_OUTPUT, decodeURIComponent(asked)));
  const found = known.startsWith(E2E_OUTPUT) && existsSync(known) && statSync(known).isFile() ? known : path.join(E2E_OUTPUT, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[path.extname(found)] ?? 'application/octet-stream' });
  createReadStream(found).pipe(response);
}

writeFileSync(CALLS, '');
await seed({ hub: E2E_HUB, admin: E2E_ADMIN, alarmToken: E2E_ALARM_TOKEN, platforms: PLATFORMS });
const server = http.createServer((request, response) => (request.url.startsWith('/apis') ? forward : file)(request, response));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.E2E_CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, locale: 'zh-CN' });
page.setDefaultTimeout(60_000);
page.on('pageerror', (error) => {
  if (!OWN_FAULTS.some((one) => one.test(error.message))) problems.push(`script error on ${screen}: ${error.message.slice(0, 300)}`);
});
// Tips for newcomers lie over what is clicked
await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = '[class*="tod-guide"] { display: none !important }';
  document.head.append(style);
}));

const picture = (name) => page.screenshot({ path: path.join(E2E_DIR, `${name.replace(/^\//, '').replace(/[/ ]/g, '-')}.png`) });
const settled = () => page.waitForLoadState('networkidle', { timeout: 30_000 }).catch(() => problems.push(`never quiet: ${screen}`));

// A page that still goes elsewhere by itself, as after saving, breaks the way off
async function visit(address) {
  for (let times = 1; ; times++) {
    try {
      return await page.goto(address);
    } catch (error) {
      if (times === 5 || !/ERR_ABORTED|interrupted by another navigation/.test(error.message)) throw error;
      await settled();
    }
  }
}

async function login() {
  screen = '/login';
  await visit(`${base}/login`);
  await page.getByPlaceholder('请输入用户名').fill(E2E_USER);
  await page.getByPlaceholder('请输入密码').fill(E2E_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/login', { timeout: 60_000 });
  await settled();
}

async function show(one, texts) {
  screen = one;
  await visit(base + one);
  await settled();
  for (const wanted of texts) {
    await page.locator('body', { hasText: wanted }).waitFor().catch(() => problems.push(`${one} does not show "${wanted}"`));
  }
  const text = (await page.locator('body').innerText()).trim();
  await picture(one);
  for (const toast of await page.locator('.arco-message-error, .arco-notification-error').allInnerTexts()) problems.push(`${one} says: ${toast}`);
  console.log(`   ${one}: ${text.length} characters`);
}

// do(NAME, WHAT): a step whose failure does not keep the others away
async function step(name, what) {
  screen = name;
  try {
    await what();
    await settled();
    console.log(`   ${name}`);
  } catch (error) {
    await picture(`failed ${name}`);
    const toasts = await page.locator('.arco-message, .arco-form-message').allInnerTexts();
    problems.push(`${name}: ${[...error.message.split('\n').slice(0, 3), ...toasts].join(' ')}`);
  }
}

let drawn = 0;
try {
  await login();
  for (const [one, texts] of Object.entries(SCREENS)) {
    const before = problems.length;
    await show(one, texts);
    drawn += problems.length === before ? 1 : 0;
  }
  for (const [name, what] of Object.entries(forms({ page, visit, base, settled, picture, platforms: PLATFORMS }))) {
    if (!E2E_STEP || name.match(E2E_STEP)) await step(name, what);
  }
} finally {
  await browser.close();
  server.close();
}
problems.forEach((one) => console.error(`   ${one}`));
const failing = problems.filter((one) => /^\d{3} /.test(one)).length;
console.log(`${drawn} of ${Object.keys(SCREENS).length} screens, ${failing} failing calls of ${calls}, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
