package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.fakes.FakeWeCom;

/** What a subscription says of its messages over REST is what people read in their group. */
@Tag("slow")
class WordingIT {
    private static final String SUBSCRIPTIONS = "/apis/v1/manager/event-center/subscribe/";

    @TempDir
    private static Path templates;

    private static Site site;
    private static Hub hub;
    private static FakeWeCom wecom;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(templates.resolve("wecom"));
        Files.writeString(
                templates.resolve("wecom/night.mustache"),
                "{\"msgtype\": \"markdown\", \"markdown\": {\"content\":"
                        + " \"night shift: {{title}} on {{resource}}, {{headline}}, {{zone}}\"}}");
        wecom = new FakeWeCom(Clock.systemUTC());
        site = Site.start("wording");
        hub = site.hub(Map.of(
                "veaiops.channel.wecom.base-url",
                wecom.url(),
                "veaiops.templates.dir",
                templates.toString(),
                "veaiops.messages.language",
                "en",
                "veaiops.messages.time-zone",
                "UTC"));
        site.bot("WeChat", "wecom-robot", Map.of("webhook_url", wecom.robot("k1")));
    }

    @AfterAll
    static void stop() {
        site.close();
        wecom.close();
    }

    @Test
    void each_subscription_is_told_in_its_own_language_time_zone_and_template() {
        hub.created("subscribe", subscription("shop-usual", Map.of()));
        hub.created(
                "subscribe",
                subscription("shop-zh", Map.of("message_language", "zh", "message_time_zone", "Asia/Shanghai")));
        hub.created(
                "subscribe",
                subscription(
                        "shop-night",
                        Map.of(
                                "message_template", "night",
                                "message_language", "zh",
                                "message_time_zone", "Asia/Tokyo")));

        assertThat(message("shop-usual", "server-u1"))
                .contains("Alarm · Problem: high cpu", "Resource", "Times are UTC<");
        assertThat(message("shop-zh", "server-z1")).contains("告警 · Problem: high cpu", "资源", "时间为 UTC+08:00");
        assertThat(message("shop-night", "server-n1"))
                .isEqualTo("night shift: Problem: high cpu on server-n1, 告警, UTC+09:00");
    }

    @Test
    void the_link_of_a_delivered_message_opens_the_page_of_its_event_and_of_no_other() throws Exception {
        hub.created("subscribe", subscription("shop-link", Map.of()));
        URI link = link(message("shop-link", "server-l1"));
        URI other = link(message("shop-link", "server-l2"));
        String token = link.getPath().replaceAll(".*/", "");
        String path = other.getPath().replaceAll("[^/]*$", "");

        HttpResponse<String> page = opened(link.toString());

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Problem: high cpu", "server-l1", "Message sent", "Log in to acknowledge");
        assertThat(opened(link.resolve(path + token).toString()).statusCode())
                .as("the token of another event")
                .isEqualTo(404);
        assertThat(opened(link + "x").statusCode())
                .as("a token with another end")
                .isEqualTo(404);
    }

    /** The link of a card of WeCom, as it was delivered. */
    private static URI link(String message) {
        Matcher link = Pattern.compile("\\]\\((http[^()]*/e/[^()]*)\\)").matcher(message);
        assertThat(link.find()).as(message).isTrue();
        return URI.create(link.group(1));
    }

    private static HttpResponse<String> opened(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept-Language", "en")
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "message_template, nihgt, night",
        "message_language, tlh, zh",
        "message_time_zone, Mars/Olympus, Asia/Shanghai"
    })
    void a_look_that_there_is_none_of_is_refused_by_its_field_and_nothing_is_subscribed(
            String field, String value, String remedy) {
        long before = site.database().getCollection("veaiops__event_subscribe").countDocuments();

        HttpResponse<String> answer = hub.call(
                "POST", SUBSCRIPTIONS, Payloads.text(subscription("shop-refused-" + field, Map.of(field, value))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(Hub.json(answer).path("field").asText()).isEqualTo(field);
        assertThat(Hub.json(answer).path("message").asText()).contains(remedy);
        assertThat(site.database().getCollection("veaiops__event_subscribe").countDocuments())
                .isEqualTo(before);
    }

    /** What the group reads about a new problem. */
    private static String message(String project, String host) {
        String id = hub.accepted("zabbix", Payloads.zabbix("PROBLEM", project, host))
                .get(0);
        hub.awaitStatus(id, 3);
        return wecom.shown().stream()
                .map(shown -> shown.at("/markdown/content").asText())
                .filter(text -> text.contains(host))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> subscription(String project, Map<String, String> look) {
        Map<String, Object> subscription =
                new HashMap<>(hub.everythingAbout(project, "WeChat", "wecom-robot", "wecom-robot"));
        subscription.putAll(look);
        return subscription;
    }
}
