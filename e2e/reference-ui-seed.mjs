// Something for every screen of VeAIOps' web UI, by the API of the hub.
const V1 = '/apis/v1';
const CENTER = `${V1}/manager/event-center`;
const ALWAYS = { start_time: '2020-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };

export default async function seed({ hub, admin, alarmToken, platforms }) {
  const call = async (method, at, body, headers = { authorization: `Bearer ${admin}` }) => {
    const answer = await fetch(hub + at, {
      method, headers: { 'content-type': 'application/json', ...headers }, body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${text}`);
    return JSON.parse(text).data;
  };
  const post = (at, body) => call('POST', at, body);

  await post(`${V1}/manager/system-config/projects/`, { project_id: 'shop', name: 'Shop' });
  await post(`${V1}/datasource/connect/`, {
    name: 'seeded zabbix', type: 'Zabbix', zabbix_api_url: platforms.zabbix,
    zabbix_api_user: platforms.zabbixUser, zabbix_api_password: platforms.zabbixPassword,
  });
  await post(`${V1}/datasource/connect/`, {
    name: 'seeded aliyun', type: 'Aliyun',
    aliyun_access_key_id: platforms.aliyunKey, aliyun_access_key_secret: platforms.aliyunSecret,
  });
  await post(`${V1}/datasource/connect/`, {
    name: 'seeded volcengine', type: 'Volcengine',
    volcengine_access_key_id: platforms.volcengineKey, volcengine_access_key_secret: platforms.volcengineSecret,
  });
  const source = await post(`${V1}/datasource/volcengine/`, {
    name: 'seeded volcengine source', connect_name: 'seeded volcengine', region: 'cn-beijing', namespace: 'VCM_ECS',
    sub_namespace: 'Instance', metric_name: 'CpuTotal', instances: [{ ResourceID: 'i-1' }],
  });
  await post(`${V1}/intelligent-threshold/task/`, {
    task_name: 'seeded volcengine task', datasource_id: source._id, datasource_type: 'Volcengine', direction: 'up', sensitivity: 0.5,
    n_count: 1, projects: ['shop'], metric_template_value: { min_value: 0, max_value: 100 },
  });
  const [bot] = await call('GET', `${V1}/manager/system-config/bots/?channel=Lark`);
  const strategy = await post(`${CENTER}/inform-strategy/`, {
    name: 'seeded strategy', channel: 'Lark', bot_id: bot.bot_id, chat_ids: ['oc_fake_ops'], description: 'seeded',
  });
  for (const [name, agent] of [['seeded subscription', 'intelligent_threshold_agent'], ['seeded chat subscription', 'chatops_interest_agent']]) {
    await post(`${CENTER}/subscribe/`, {
      name, agent_type: agent, inform_strategy_ids: [strategy.id], event_level: ['P0', 'P1', 'P2'], ...ALWAYS,
    });
  }
  const sender = { 'x-veaiops-token': alarmToken };
  await call('POST', '/alarms/zabbix', { params: {
    host_name: 'db-1', host_id: '10084', ip: '10.0.0.5', item_name: 'CPU', item_id: 'seed', item_value: '97.3 %',
    metric_name: 'system.cpu.util', subject: 'Problem: high cpu', message: 'Host: db-1, Severity: High', trigger_status: 'PROBLEM',
  } }, sender);
  await call('POST', `${CENTER}/event/chatops/`, {
    agent_type: 'chatops_interest_agent', level: 'P1', channel: 'Lark', bot_id: bot.bot_id, chat_id: 'oc_fake_ops', msg_id: 'om_seed',
    data: [{
      name: 'VIP', uuid: '0b6f9a52-6c55-4a4c-9a0e-1f3a6f7e5d11', description: 'vip mentioned', action_category: 'Detect',
      inspect_category: 'RE', regular_expression: 'svip', silence_delta: 'PT6H', level: 'P1', bot_id: bot.bot_id, channel: 'Lark',
      thinking: 'regex hit', is_satisfied: true,
    }],
  }, { 'x-veaiops-token': alarmToken });
}
