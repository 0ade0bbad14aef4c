package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.fakes.CallbackSender;
import routes.fakes.FakeDingTalk;
import routes.fakes.FakeWeCom;

/** From an alarm to a message in a group of DingTalk and of WeCom, and what these platforms post to our endpoints. */
@Tag("slow")
class GroupRobotsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
    private static final CallbackEnvelope DINGTALK =
            CallbackEnvelope.of(Secret.of("123456"), Secret.of(KEY), "dingtalk-application");
    private static Site site;
    private static Hub hub;
    private static FakeDingTalk dingtalk;
    private static FakeWeCom wecom;

    @BeforeAll
    static void start() {
        dingtalk = new FakeDingTalk(Clock.systemUTC());
        wecom = new FakeWeCom(Clock.systemUTC());
        site = Site.start("robots");
        hub = site.hub(Map.of(
                "veaiops.channel.dingtalk.base-url", dingtalk.url(),
                "veaiops.channel.wecom.base-url", wecom.url()));
        robots();
        applications();
    }

    private static void robots() {
        site.bot(
                "DingTalk",
                "dingtalk-robot",
                Map.of("webhook_url", dingtalk.robot("tok", "SEC1"), "webhook_secret", "SEC1"));
        site.bot(
                "DingTalk",
                "dingtalk-wrong",
                Map.of("webhook_url", dingtalk.robot("tok2", "SEC2"), "webhook_secret", "SEC1"));
        site.bot("WeChat", "wecom-robot", Map.of("webhook_url", wecom.robot("k1")));
        site.bot("WeChat", "wecom-removed", Map.of("webhook_url", wecom.url() + "/cgi-bin/webhook/send?key=removed"));
    }

    private static void applications() {
        site.bot("DingTalk", "dingtalk-application", Map.of("event_token", "123456", "event_aes_key", KEY));
        site.bot(
                "WeChat",
                "wecom-application",
                Map.of("agent_id", "1", "callback_token", "QDG6eK", "callback_aes_key", KEY));
        site.bot(
                "DingTalk",
                "dingtalk-cards",
                Map.of("secret", "s3cret", "card_template_id", "tpl.schema", "card_secret", "cs"));
        site.bot(
                "WeChat",
                "wecom-cards",
                Map.of("secret", "s3cret", "agent_id", "7", "callback_token", "tok", "callback_aes_key", KEY));
    }

    @AfterAll
    static void stop() {
        site.close();
        dingtalk.close();
        wecom.close();
    }

    @Test
    void an_alarm_reaches_a_signed_robot_of_dingtalk() {
        hub.subscribe("shop-d1", "DingTalk", "dingtalk-robot", "dingtalk-robot");

        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-d1", "d1"))
                .get(0);

        hub.awaitStatus(id, 3);
        assertThat(dingtalk.shown())
                .anySatisfy(
                        shown -> assertThat(shown.at("/markdown/text").asText()).contains("high cpu", "d1"));
        assertThat(notice(id).getString("state")).isEqualTo("SENT");
    }

    @Test
    void HTTP_200_with_a_code_does_not_count_as_sent() {
        hub.subscribe("shop-d2", "DingTalk", "dingtalk-wrong", "dingtalk-wrong");
        hub.subscribe("shop-w2", "WeChat", "wecom-removed", "wecom-removed");

        String signature = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-d2", "d2"))
                .get(0);
        String removed = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-w2", "w2"))
                .get(0);

        awaitState(signature, "RETRYING");
        awaitState(removed, "DEAD");
        assertThat(hub.event(removed).path("status").asInt()).isNotEqualTo(3);
        assertThat(hub.trace(removed).toString()).contains("93000").doesNotContain("key=removed");
    }

    @Test
    void an_alarm_reaches_a_robot_of_wecom() {
        hub.subscribe("shop-w1", "WeChat", "wecom-robot", "wecom-robot");

        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-w1", "w1"))
                .get(0);

        hub.awaitStatus(id, 3);
        assertThat(wecom.shown())
                .anySatisfy(shown ->
                        assertThat(shown.at("/markdown/content").asText()).contains("high cpu", "w1"));
    }

    @Test
    void wecom_sees_that_the_address_is_ours_and_what_it_posts_is_taken() {
        CallbackSender sender = new CallbackSender(hub.url("/webhooks/WeChat"), "QDG6eK", KEY, "wecom-application");
        CallbackSender stranger = new CallbackSender(hub.url("/webhooks/WeChat"), "QDG6eK", KEY, "another");
        CallbackSender forger = new CallbackSender(hub.url("/webhooks/WeChat"), "other", KEY, "wecom-application");
        String xml =
                "<xml><FromUserName>li</FromUserName><MsgType>text</MsgType><Content>hi</Content><MsgId>1</MsgId></xml>";

        assertThat(sender.wecomVerifies("12345")).isTrue();
        assertThat(sender.wecomPosts(xml)).isEqualTo(200);
        assertThat(stranger.wecomPosts(xml)).isEqualTo(401);
        assertThat(forger.wecomPosts(xml)).isEqualTo(401);
        assertThat(sender.wecomPosts("no xml")).isEqualTo(400);
    }

    @Test
    void dingtalk_gets_a_sealed_success_in_time_and_a_replay_is_refused() {
        String endpoint = hub.url("/apis/v1/hook/DingTalk");
        CallbackSender sender = new CallbackSender(endpoint, "123456", KEY, "dingtalk-application");
        CallbackSender forger = new CallbackSender(endpoint, "654321", KEY, "dingtalk-application");

        assertThat(sender.dingtalkPosts("{\"EventType\":\"check_url\"}")).isPresent();
        assertThat(sender.dingtalkPosts("{\"EventType\":\"chat_disband\",\"ChatId\":\"c1\"}"))
                .isPresent();
        assertThat(forger.dingtalkPosts("{\"EventType\":\"chat_disband\",\"ChatId\":\"c1\"}"))
                .isEmpty();
        String now = Long.toString(Instant.now().toEpochMilli());
        String event = "{\"EventType\":\"chat_disband\",\"ChatId\":\"c2\"}";
        String sealed = DINGTALK.seal(event.getBytes(StandardCharsets.UTF_8), new byte[16]);
        String path = "/webhooks/DingTalk?msg_signature=" + DINGTALK.signature(now, "n", sealed) + "&timestamp=" + now
                + "&nonce=n";
        byte[] body = ("{\"encrypt\":\"" + sealed + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(hub.post(path, "application/json", body).statusCode()).isEqualTo(200);
        assertThat(hub.post(path, "application/json", body).statusCode()).isEqualTo(401);
    }

    @Test
    void a_click_on_a_card_of_dingtalk_acknowledges_and_the_card_says_so() {
        dingtalk.api().app("dingtalk-cards", "s3cret");
        dingtalk.api().group("cid-cards");
        hub.subscribe("shop-c1", "DingTalk", "dingtalk-cards", "cid-cards");
        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-c1", "c1"))
                .get(0);
        hub.awaitStatus(id, 3);
        String card = notice(id).get("_id").toString();

        String signed = dingtalk.api().card(card).path("acknowledge").asText();
        HttpResponse<String> answer = CallbackSender.dingtalkClicks(
                hub.url("/webhooks/DingTalk"),
                "cs",
                Map.of(
                        "type",
                        "actionCallback",
                        "outTrackId",
                        card,
                        "userId",
                        "staff1",
                        "content",
                        "{\"cardPrivateData\":{\"params\":{\"action\":\"acknowledge\",\"signed\":\"" + signed
                                + "\"}}}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        Awaitility.await("the card")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> dingtalk.api().card(card).path("text").asText().contains("Acknowledged (staff1)"));
    }

    @Test
    void a_click_on_a_card_of_wecom_acknowledges_and_the_card_says_so() {
        wecom.app("wecom-cards", "s3cret");
        wecom.person("li");
        hub.subscribe("shop-c2", "WeChat", "wecom-cards", "user:li");
        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", "shop-c2", "c2"))
                .get(0);
        hub.awaitStatus(id, 3);
        JsonNode card = wecom.shown().stream()
                .map(shown -> shown.path("template_card"))
                .filter(shown -> shown.path("task_id")
                        .asText()
                        .equals(notice(id).get("_id").toString()))
                .findFirst()
                .orElseThrow();
        CallbackSender sender = new CallbackSender(hub.url("/webhooks/WeChat"), "tok", KEY, "wecom-cards");

        int status = sender.wecomPosts(
                "<xml><FromUserName>li</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType>"
                        + "<Event>template_card_event</Event><EventKey>"
                        + card.at("/button_list/0/key").asText() + "</EventKey><TaskId>"
                        + card.path("task_id").asText() + "</TaskId><ResponseCode>" + wecom.clickCode()
                        + "</ResponseCode>"
                        + "<AgentID>7</AgentID></xml>");

        assertThat(status).isEqualTo(200);
        Awaitility.await("the card")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> wecom.shown().toString().contains("Acknowledged (li)"));
    }

    private static Document notice(String alarmId) {
        String event = hub.event(alarmId).path("_id").asText();
        for (Document one :
                site.database().getCollection("veaiops__event_notice_detail").find()) {
            if (one.toString().contains(event)) {
                return one;
            }
        }
        return new Document();
    }

    private static void awaitState(String alarmId, String state) {
        Awaitility.await(state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> state.equals(notice(alarmId).getString("state")));
    }
}
