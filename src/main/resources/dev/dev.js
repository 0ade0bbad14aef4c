'use strict';
const part = id => document.getElementById(id);
const said = text => { part('said').textContent = text; };
let timer = 0;
let turn = 0;

async function post(path, values) {
  const answer = await fetch(path, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(values)});
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

const now = () => ({
  mapping: part('mapping').value, body: part('body').value, kind: part('kind').value, name: part('name').value});

async function show() {
  const mine = ++turn;
  try {
    const html = await post('try', now());
    // Written by the server, which escapes every value; the policy of the page lets nothing in it run
    if (mine === turn) part('result').innerHTML = html;
  } catch (e) {
    said(e.message);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(show, 250);
}

function press(id, path, again) {
  part(id).addEventListener('click', async () => {
    try {
      said(await post(path, now()));
      if (again) show();
    } catch (e) {
      said(e.message);
    }
  });
}

for (const id of ['mapping', 'body']) part(id).addEventListener('input', later);
part('kind').addEventListener('change', show);
part('pick').addEventListener('change', async () => {
  if (!part('pick').value) return;
  try {
    const found = JSON.parse(await post('pick', {id: part('pick').value}));
    part('body').value = found.body;
    part('kind').value = found.kind;
    show();
  } catch (e) {
    said(e.message);
  }
});
press('save', 'save', false);
press('sample', 'sample', false);
press('approve', 'approve', false);
show();
