// How each platform shows a message: HTML, by the platform's own parser where npm has it.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const MarkdownIt = require('markdown-it');
const discord = require('discord-markdown-parser');
const marked = require('marked');

const escape = text => String(text ?? '').replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const lines = text => escape(text).replace(/^ +/gm, blanks => '&nbsp;'.repeat(blanks.length)).replace(/\n/g, '<br>');
const linked = html => html.replace(/https?:\/\/[^\s<]+[^\s<.,:;"')\]]/g, url => `<a href="${url}">${url}</a>`);
const button = (text, primary) => `<span class="button${primary ? ' primary' : ''}">${escape(text)}</span>`;
const plain = text => `<div class="plain">${linked(lines(text))}</div>`;
const withLinks = new MarkdownIt({ html: false, linkify: true });
// Zulip: a break is a break, and a backslash escapes nothing
const zulip = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('escape');

// A node of discord-markdown-parser
function discordHtml(nodes) {
  const wrap = { strong: 'b', em: 'i', underline: 'u', strikethrough: 's', inlineCode: 'code', codeBlock: 'pre', blockQuote: 'blockquote' };
  return [].concat(nodes).map(node => {
    const inner = () => (Array.isArray(node.content) ? discordHtml(node.content) : escape(node.content));
    if (node.type === 'text') return lines(node.content);
    if (node.type === 'twemoji') return escape(node.name ?? node.content);
    // It calls nobody: the message says that no mention counts (allowed_mentions)
    if (['everyone', 'here'].includes(node.type)) return `@${node.type}`;
    if (node.type === 'br' || node.type === 'newline') return '<br>';
    if (['url', 'autolink', 'link'].includes(node.type)) return `<a href="${escape(node.target)}">${inner()}</a>`;
    if (wrap[node.type]) return `<${wrap[node.type]}>${inner()}</${wrap[node.type]}>`;
    return `<span class="mark">${node.type}: ${node.content ? inner() : ''}</span>`;
  }).join('');
}

// Slack's mrkdwn, as its documents list the marks
function mrkdwn(text) {
  return text.replace(/<([!@#][^>]*)>/g, '<span class="mark">$1</span>')
    .replace(/<(https?:[^|>]*)\|([^>]*)>/g, '<a href="$1">$2</a>')
    .replace(/<(https?:[^|>]*)>/g, '<a href="$1">$1</a>')
    .replace(/(^|[\s(])\*([^\s*][^*\n]*)\*(?=$|[\s).,:])/gm, '$1<b>$2</b>')
    .replace(/\n/g, '<br>');
}

function slack(message) {
  const blocks = message.attachments?.[0]?.blocks ?? [];
  const texts = { section: block => (block.text ? slackText(block.text) : '')
      + (block.fields ? `<div class="fields">${block.fields.map(field => `<div>${slackText(field)}</div>`).join('')}</div>` : ''),
    context: block => `<div class="small">${block.elements.map(slackText).join(' ')}</div>`,
    actions: block => `<div>${block.elements.map(one => button(one.text.text)).join(' ')}</div>` };
  return `<p>${mrkdwn(escape(message.text).replace(/&amp;/g, '&').replace(/&lt;([!@#h])/g, '<$1').replace(/&gt;/g, '>'))}</p>`
    + `<div class="bar" style="border-color:${message.attachments?.[0]?.color ?? '#ddd'}">`
    + blocks.map(block => `<div class="block">${texts[block.type]?.(block) ?? escape(JSON.stringify(block))}</div>`).join('') + '</div>';
}
const slackText = text => (text.type === 'plain_text' ? lines(text.text) : mrkdwn(text.text));

const LARK = { red: '#f54a45', orange: '#ff8800', yellow: '#ffc60a', green: '#34c724', blue: '#3370ff', grey: '#8f959e', turquoise: '#14c0ff' };
function larkMarkdown(text) {
  return text.replace(/\[([^\[\]]*)\]\(([^()\s]*)\)/g, '<a href="$2">$1</a>').replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/\n/g, '<br>');
}
function lark(message) {
  const element = one => ({
    markdown: () => `<div class="${one.text_size === 'notation' ? 'small' : ''}">${larkMarkdown(one.content)}</div>`,
    button: () => button(one.text.content, one.type === 'primary'),
    column_set: () => one.columns.map(column => column.elements.map(element).join(' ')).join(' '),
    collapsible_panel: () => `<div class="fold">▸ ${escape(one.header.title.content)}</div>`,
    hr: () => '<hr>',
  })[one.tag]?.() ?? escape(JSON.stringify(one));
  const colour = LARK[message.header?.template] ?? '#3370ff';
  return `<div class="head" style="background:${colour}22;color:${colour}">${escape(message.header?.title.content)}</div>`
    + `<div class="pad">${message.body.elements.map(element).join('\n')}</div>`;
}

// DingTalk: two blanks or an empty line break, <font> colours
const tagged = html => html.replace(/&lt;font color=&quot;([^&]*)&quot;&gt;/g, (all, colour) => `<span style="color:${WECOM[colour] ?? colour}">`)
  .replace(/&lt;\/font&gt;/g, '</span>');
const WECOM = { warning: '#ff7f00', info: '#2aae67', comment: '#8a8a8a' };
const withoutEscapes = new MarkdownIt({ html: false, linkify: false }).disable(['escape', 'entity']);
const dingTalk = text => tagged(withoutEscapes.render(text));
// WeCom knows line by line: quotes, bold, links, code, <font>
const weCom = text => tagged(escape(text)).replace(/\[([^\[\]]*)\]\(([^()\s]*)\)/g, '<a href="$2">$1</a>')
  .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/^&gt; ?(.*)$/gm, '<span class="quote">$1</span>').replace(/\n/g, '<br>');
const facts = list => `<table>${list.map(([name, value]) => `<tr><td class="small">${escape(name)}</td><td>${escape(value)}</td></tr>`).join('')}</table>`;

// What PagerDuty lists below the facts
const details = of => ['note', 'more', 'cut', 'times'].filter(name => of[name]).map(name => `<div class="small">${escape(of[name])}</div>`).join('');

const push = (title, text, link, extra = '') => `<b>${escape(title)}</b>${plain(text)}<div class="small">${escape(extra)} ${escape(link ?? '')}</div>`;

export const SCREENS = {
  lark, slack, webhook: plain, 'wecom-text': plain,
  teams: message => `<div class="adaptive" data-card="${escape(JSON.stringify(message.attachments[0].content))}"></div>`,
  discord: message => (message.embeds ?? []).map(one => `<div class="bar">${discordHtml(discord.parse(one.description ?? '', 'extended'))}</div>`).join('')
    + discordHtml(discord.parse(message.content ?? '', 'extended')),
  mattermost: message => marked(message.text, { gfm: true, breaks: true, sanitize: true, silent: true }),
  dingtalk: message => (message.markdown ? dingTalk(message.markdown.text) : plain(message.text?.content ?? JSON.stringify(message))),
  'dingtalk-card': message => `<div class="head" style="color:${message.color}">${escape(message.title)}</div><div class="pad">${dingTalk(message.text)}`
    + `${(message.actions ?? []).map(one => button(one.label)).join(' ')}</div>`,
  wecom: message => weCom(message.markdown.content),
  'wecom-card': message => `<b>${escape(message.main_title.title)}</b><div>${escape(message.main_title.desc)}</div><p>${lines(message.sub_title_text)}</p>`
    + facts((message.horizontal_content_list ?? []).map(one => [one.keyname, one.value]))
    + (message.button_list ?? []).map(one => button(one.text, one.style === 1)).join(' '),
  telegram: message => message.text.replace(/^ +/gm, blanks => '&nbsp;'.repeat(blanks.length)).replace(/\n/g, '<br>'),
  matrix: message => message.formatted_body,
  email: message => `<div class="small">Subject: ${escape(message.subject)}</div>${message.html.replace(/^.*?<body[^>]*>|<\/body>.*$/gs, '')}`,
  'google-chat': message => message.cardsV2[0].card.sections.flatMap(section => section.widgets).map(widget =>
    (widget.textParagraph ? `<div>${widget.textParagraph.text.replace(/\n/g, '<br>')}</div>`
      : (widget.buttonList?.buttons ?? []).map(one => button(one.text)).join(' '))).join(''),
  gotify: message => `<b>${escape(message.title)}</b>${withLinks.render(message.message)}<div class="small">priority ${message.priority}</div>`,
  webex: message => withLinks.render(message.markdown),
  // Its underscores are no marks
  zulip: message => zulip.render(message.content.replace(/_/g, '&#95;')),
  ntfy: message => push(message.title, message.message, message.click, `priority ${message.priority} · ${message.tags.join(' ')} ·`),
  bark: message => push(message.title, message.body, message.url, `level ${message.level} ·`),
  twilio: message => plain(message.Body),
  opsgenie: message => (message.message ? `<div class="small">${escape(message.priority)} · ${escape(message.entity ?? '')}</div>` : '')
    + push(message.message ?? 'Note', message.description ?? message.note, '', (message.tags ?? []).join(' ')),
  pagerduty: message => (message.payload
    ? `<div class="small">${escape(message.payload.severity)} · ${escape(message.payload.source)}</div><b>${escape(message.payload.summary)}</b>`
      + `${plain(message.payload.custom_details?.description ?? '')}${plain((message.payload.custom_details?.facts ?? []).join('\n'))}`
      + `${plain((message.payload.custom_details?.events ?? []).join('\n'))}${details(message.payload.custom_details ?? {})}`
    : `<b>${escape(message.event_action)}</b> ${escape(message.dedup_key)}`),
};
export { escape };
