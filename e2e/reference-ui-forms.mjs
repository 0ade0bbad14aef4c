// What people do on the screens of VeAIOps' web UI: they create, change and delete through its forms. Steps in their order, by name.
export default function forms({ page, visit, base, settled, picture, platforms }) {
  const box = () => page.locator('.arco-drawer:visible, .arco-modal:visible').last();
  const item = (label) => box().locator('.arco-form-item', { has: page.locator('label', { hasText: label }) }).first();
  const fill = (label, value) => item(label).locator('input, textarea').first().fill(value);
  const option = (text) => page.locator('.arco-select-option:visible', text ? { hasText: text } : {}).first().click();
  const choose = async (label, text) => {
    await item(label).locator('.arco-select').first().click();
    await option(text);
    await page.keyboard.press('Escape');
  };
  const press = (name) => box().getByRole('button', { name, exact: true }).last().click();
  const save = () => box().locator('.arco-btn-primary:visible').last().click();
  const row = (text) => page.locator('.arco-table-tr', { hasText: text }).first();
  const inRow = async (text, name) => {
    await row(text).locator('button, a, .arco-link', { hasText: name }).first().click();
    await drawn();
  };
  const drawn = async () => {
    await settled();
    await page.waitForTimeout(600);
  };
  const open = async (screen, name) => {
    await visit(base + screen);
    await settled();
    if (name) {
      await page.locator('button:visible', { hasText: name }).first().click();
      await drawn();
    }
  };
  // By the keyboard: the ball of the UI's assistant floats over the button where the table has many rows
  const confirm = async () => {
    await page.locator('.arco-popconfirm:visible .arco-btn-primary, .arco-modal:visible .arco-btn-primary').last().focus();
    await page.keyboard.press('Enter');
  };
  const shows = async (text) => {
    await settled();
    await page.locator('body', { hasText: text }).waitFor();
  };
  const remove = (screen, text) => async () => {
    await open(screen);
    await inRow(text, '删除');
    await confirm();
    await settled();
    await page.locator('.arco-table-tr', { hasText: text }).first().waitFor({ state: 'detached' });
  };
  // The button of a wizard does nothing until what was chosen is looked up. A click is repeated only when the page stays for long:
  // on a slow machine a second one would leave a page out
  const next = async () => {
    const number = () => box().getByText(/^\s*\d \/ \d\s*$/).first().innerText();
    const before = await number();
    const turned = async () => {
      for (let waited = 0; waited < 15_000; waited += 250) {
        if ((await number()) !== before) return true;
        await page.waitForTimeout(250);
      }
      return false;
    };
    for (let times = 0; times < 8; times++) {
      await box().getByRole('button', { name: '下一步' }).click();
      await settled();
      if (await turned()) return drawn();
    }
    throw new Error(`the wizard stays at page ${before}`);
  };
  const wizard = async (kind, name, ...choices) => {
    await open('/system/datasource', '新增数据源');
    await box().getByText(kind, { exact: true }).first().click();
    await box().getByRole('button', { name: '开始配置' }).click();
    for (const step of choices) {
      await drawn();
      for (const one of step) {
        if (one.fill) await box().locator('input').first().fill(one.fill);
        else await box().locator(`text=${one}`).first().click();
      }
      await next();
    }
    await box().getByPlaceholder('请输入数据源名称').fill(name);
    await box().getByRole('button', { name: '完成' }).click();
    await drawn();
    await press('确定');
    await settled();
    await tab(kind);
    await shows(name);
  };
  const tab = async (kind) => {
    await open('/system/datasource');
    await page.locator('.arco-tabs-header-title', { hasText: kind }).first().click();
    await settled();
  };
  const tasksOf = async (kind) => {
    await open('/threshold/config');
    await page.locator('.arco-select:visible', { hasText: '火山引擎' }).first().click();
    await option(kind);
    await drawn();
  };

  return {
    'create a project': async () => {
      await open('/system/project', '新建项目');
      await fill('项目ID', 'walked');
      await fill('项目名称', 'Walked');
      await press('创建');
      await shows('Walked');
    },
    'delete a project': remove('/system/project', 'Walked'),
    'create an account': async () => {
      await open('/system/account', '新增账号');
      await fill('用户名', 'walker');
      await fill('邮箱', 'walker@example.com');
      await fill('密码', 'Walker-pass-1');
      await press('创建账号');
      await shows('walker@example.com');
    },
    'delete an account': remove('/system/account', 'walker@example.com'),
    'delete a bot': remove('/system/bot-management', 'cli_fake_lark'),
    'create a bot': async () => {
      await open('/system/bot-management', '新增群聊机器人');
      await fill('App ID', 'cli_fake_lark');
      await fill('App Secret', 'fake-secret');
      await press('创建机器人');
      await shows('cli_fake_lark');
    },
    'see the chats of a bot': async () => {
      await open('/system/bot-management');
      await inRow('cli_fake_lark', '群管理');
      await box().locator('.arco-table-tr', { hasText: 'oc_fake_ops' }).first().waitFor();
    },
    'let a bot follow a project': async () => {
      await open('/system/bot-management');
      await inRow('cli_fake_lark', '特别关注');
      await box().locator('button', { hasText: '新增关注' }).click();
      await drawn();
      await choose('类目', '项目');
      await drawn();
      await choose('内容', 'Shop');
      await save();
      await settled();
      await page.locator('.arco-drawer:visible .arco-table-tr', { hasText: /Shop|shop/ }).first().waitFor();
    },
    'change a bot': async () => {
      await open('/system/bot-management');
      await inRow('cli_fake_lark', '编辑');
      await press('更新机器人');
    },
    'create a strategy': async () => {
      await open('/event-center/strategy', '新建策略');
      await fill('策略名称', 'walked strategy');
      await fill('描述', 'walked');
      await choose('企业协同工具', '飞书');
      await drawn();
      await choose('机器人', 'Ops bot');
      await drawn();
      await choose('通知群', 'Ops');
      await press('保存');
      await shows('walked strategy');
    },
    'change a strategy': async () => {
      await open('/event-center/strategy');
      await inRow('walked strategy', '编辑');
      await fill('描述', 'walked again');
      await press('保存');
      await shows('walked again');
    },
    'create a subscription': async () => {
      await open('/threshold/subscription', '新建订阅');
      await fill('订阅名称', 'walked subscription');
      await choose('关注项目', 'Shop');
      await choose('订阅的事件级别', 'P0');
      await choose('消息卡片通知策略', 'walked strategy');
      await press('确定');
      await shows('walked subscription');
    },
    'change a subscription': async () => {
      await open('/threshold/subscription');
      await inRow('walked subscription', '编辑');
      await choose('订阅的事件级别', 'P1');
      await press('确定');
    },
    'delete a subscription': remove('/threshold/subscription', 'walked subscription'),
    'delete a strategy': remove('/event-center/strategy', 'walked strategy'),
    'create a metric template': async () => {
      await open('/threshold/template', '新建模板');
      await fill('指标模版名称', 'walked template');
      await item('指标模版类型').locator('.arco-select').click();
      await option();
      for (const [label, value] of [['指标最小值', '0'], ['指标最大值', '100'], ['默认阈值下界', '20'], ['默认阈值上界', '80']]) await fill(label, value);
      await press('创建');
      await shows('walked template');
    },
    'change a metric template': async () => {
      await open('/threshold/template');
      await inRow('walked template', '编辑');
      await fill('指标模版名称', 'walked template 2');
      await save();
      await shows('walked template 2');
    },
    'delete a metric template': remove('/threshold/template', 'walked template'),
    'create a connect': async () => {
      await open('/system/datasource', '连接管理');
      await box().locator('.arco-tabs-header-title', { hasText: 'Zabbix' }).first().click();
      await drawn();
      await box().locator('[data-testid=new-connection-btn]:visible').last().click({ force: true });
      await drawn();
      await fill('连接名称', 'walked connect');
      await fill(/URL|地址/, platforms.zabbix);
      await fill(/用户/, platforms.zabbixUser);
      await fill(/密码/, platforms.zabbixPassword);
      await save();
      await shows('walked connect');
    },
    'create a Zabbix data source': () =>
      wizard('Zabbix', 'walked zabbix', ['seeded zabbix'], ['Linux by agent'], ['system.cpu.util'], ['全选'], []),
    'create an Aliyun data source': () =>
      wizard('阿里云', 'walked aliyun', ['seeded aliyun', { fill: 'cn-hangzhou' }], ['acs_ecs_dashboard'], ['cpu_total'], ['i-1']),
    'create a Volcengine data source': () =>
      wizard('火山引擎', 'walked volcengine', ['seeded volcengine', { fill: 'cn-beijing' }], ['VCM_ECS'], ['Instance'], ['CpuTotal'], ['i-1']),
    'create a task': async () => {
      await open('/threshold/config', '创建任务');
      await fill('任务名称', 'walked task');
      await choose('指标模版', '资源使用率');
      await choose('监控数据源类型', 'Zabbix');
      await drawn();
      await choose(/监控数据源$/, 'walked zabbix');
      await press('创建');
      await settled();
      await tasksOf('Zabbix');
      await shows('walked task');
    },
    'look at a task': async () => {
      await tasksOf('Zabbix');
      await picture('task');
      await inRow('walked task', /任务详情|详情|查看/);
      await picture('task-versions');
      await box().waitFor();
    },
    'look at an event': async () => {
      await open('/event-center/history');
      await inRow('P0', '查看详情');
      await picture('event');
      await box().getByText('db-1').first().waitFor();
    },
    'create an interest rule': async () => {
      await open('/oncall/config', '新增规则');
      await choose('检测类别', 'RE');
      await drawn();
      await fill('规则名称', 'walked rule');
      await fill('描述', 'walked');
      await choose('告警等级', 'P1');
      await fill('告警抑制间隔', '6h');
      await fill('正则', 'down|offline');
      await press('立即创建');
      await shows('walked rule');
    },
    'change an interest rule': async () => {
      await open('/oncall/config');
      await inRow('walked rule', '编辑');
      await fill('描述', 'walked again');
      await save();
      await shows('walked again');
    },
    'switch an interest rule off': async () => {
      await open('/oncall/config');
      await row('walked rule').locator('.arco-switch').first().click();
      await drawn();
    },
  };
}
