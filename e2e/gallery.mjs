// Lays the messages out as their platforms show them, and takes a picture of each medium (docs/gallery.md).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SCREENS, escape } from './gallery-screens.mjs';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const sharp = require('sharp');
const HERE = path.dirname(new URL(import.meta.url).pathname);
const COLOURS = 48;
const STYLE = `*{box-sizing:border-box}body{margin:0;padding:12px;width:1480px;background:#eef0f4;color:#1c2024;font:13px/1.45 "DejaVu Sans","WenQuanYi Micro Hei","Noto Color Emoji",sans-serif}
.cards{columns:4;column-gap:12px}.card{break-inside:avoid;background:#fff;border:1px solid #d5d9e0;border-radius:6px;margin:0 0 12px;padding:8px;overflow-wrap:anywhere}
.card>h2{margin:-8px -8px 8px;padding:2px 8px;background:#e2e6ee;font-size:11px;font-weight:600;border-radius:6px 6px 0 0}
.shown{max-height:1500px;overflow:hidden;position:relative}.small{font-size:11px;color:#667085}.button{display:inline-block;border:1px solid #b6bcc8;border-radius:4px;padding:2px 8px;margin:3px 2px 0 0}
.primary{background:#3370ff;color:#fff}.bar{border-left:4px solid #ddd;padding-left:8px}.block{margin:6px 0}.fields{display:grid;grid-template-columns:1fr 1fr;gap:6px}
.head{margin:-2px;padding:6px;font-weight:600}.pad{padding:4px 2px}.quote{border-left:3px solid #ccc;padding-left:6px;display:inline-block}.fold{background:#f2f4f7;padding:4px;border-radius:4px}
.mark{background:#fd0;outline:2px solid red}p{margin:4px 0}ul{margin:4px 0;padding-left:18px}h3{font-size:15px;margin:4px 0}pre{white-space:pre-wrap}.shown{white-space:normal}`;

const messages = JSON.parse(readFileSync(path.join(HERE, 'messages.json'), 'utf8'));
// Everything is laid out; the picture shows each kind once, and what is hard in both languages
const LANGUAGES = { escalated: 'en', resolved: 'zh', reminder: 'en', flapping: 'zh', expired: 'en', digest: 'zh' };
const pictured = one => (one.alarm === 'ordinary' ? (LANGUAGES[one.kind] ?? one.language) === one.language
  : one.kind === 'opened' || (one.kind === 'group' && one.alarm === 'nasty' && one.language === 'en'));
const adaptive = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');
const markdown = readFileSync(require.resolve('markdown-it/dist/markdown-it.min.js'), 'utf8');

const browser = await chromium.launch({ executablePath: process.env.GALLERY_CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1480, height: 900 } });
let faults = 0;
for (const medium of [...new Set(messages.map(one => one.medium))]) {
  const sheet = all => `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div class="cards">${messages.filter(one => one.medium === medium && all(one))
    .map(one => `<div class="card"><h2>${escape(`${medium} · ${one.kind} · ${one.language} · ${one.alarm}`)}</h2><div class="shown">${SCREENS[medium](one.message)}</div></div>`).join('')}</div>`;
  writeFileSync(path.join(HERE, `${medium}.html`), sheet(() => true));
  await page.setContent(sheet(pictured));
  if (medium === 'teams') faults += await cards();
  const made = await page.locator('.mark').count();
  if (made) console.log(`${medium}: ${made} marks that an alarm made`);
  faults += made;
  const whole = await page.screenshot({ fullPage: true });
  await sharp(whole).png({ palette: true, colours: COLOURS, dither: 0, effort: 10 }).toFile(path.join(process.env.GALLERY_OUTPUT, `${medium}.png`));
}
await browser.close();
console.log(`${messages.length} messages, ${faults} faults`);
process.exit(faults ? 1 : 0);

// Microsoft's own renderer; Teams reads Markdown in texts
async function cards() {
  await page.addScriptTag({ content: adaptive });
  await page.addScriptTag({ content: markdown });
  return page.evaluate(() => {
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = window.markdownit().render(text);
      result.didProcess = true;
    };
    let events = 0;
    document.querySelectorAll('.adaptive').forEach(place => {
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig({ fontFamily: 'inherit', fontSizes: { small: 11, default: 13, medium: 15, large: 17, extraLarge: 20 } });
      const context = new AdaptiveCards.SerializationContext();
      card.parse(JSON.parse(place.dataset.card), context);
      events += context.eventCount + card.validateProperties().validationEvents.length;
      place.appendChild(card.render());
    });
    return events;
  });
}
