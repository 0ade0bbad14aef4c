package routes.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.api.StoredEvents;
import routes.common.json.Json;
import routes.common.security.LinkSigner;
import routes.common.security.Secret;
import routes.http.RunningApi;
import routes.notice.EventLinks;
import routes.store.WireServer;
import routes.wiring.RenderWiring;

/** What people see behind the link of a message: without an account, as long as the link works, and nothing else. */
@Tag("slow")
class EventPageTest {
    private static final String NASTY = "<script>alert(1)</script> \"quoted\" & {{id}}";

    private static WireServer store;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        store = WireServer.start();
        StoredEvents.fill(store.database());
        store.database()
                .getCollection("veaiops__event")
                .updateOne(
                        Filters.eq("_id", new ObjectId(StoredEvents.SECOND)),
                        Updates.combine(
                                Updates.set("title", NASTY),
                                Updates.set("summary", NASTY),
                                Updates.set(
                                        "labels",
                                        List.of(
                                                new Document("k", NASTY).append("v", NASTY),
                                                new Document("k", "source_url").append("v", "javascript:alert(1)")))));
        StoredDigest.fill(store.database(), NASTY);
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                PageHub.WIRINGS,
                PageHub.beans(store.database()),
                Map.of("veaiops.encryption.keys", PageHub.LINK_KEYS, "veaiops.timezone", "Asia/Shanghai"));
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @Test
    void shows_what_happened_and_who_was_notified_to_whoever_has_the_link() throws Exception {
        HttpResponse<String> page = open(PageHub.LINKS.path(StoredEvents.FIRST, Instant.now()), "de, en;q=0.5");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<html lang=\"en\">", "<h1>CPU high</h1>", "P0 critical", "firing", "2026-03-01 20:00:00")
                .contains("Opened", "host.name", "db1", "Asia/Shanghai", "viewport")
                .doesNotContain("<script", "earlier steps");
    }

    @ParameterizedTest
    @CsvSource({
        "'zh-CN,zh;q=0.9', '', zh, 时间线",
        "en-US, ?lang=zh, zh, 时间线",
        "zh, ?lang=en, en, Timeline",
        "'', '', en, Timeline"
    })
    void speaks_the_language_of_the_browser_unless_the_link_names_one(
            String accepted, String query, String language, String word) throws Exception {
        HttpResponse<String> page = open(PageHub.LINKS.path(StoredEvents.FIRST, Instant.now()) + query, accepted);

        assertThat(page.body()).contains("<html lang=\"" + language + "\">", word);
    }

    @Test
    void text_of_an_alarm_is_text_and_never_an_element_or_a_link() throws Exception {
        HttpResponse<String> page = open(PageHub.LINKS.path(StoredEvents.SECOND, Instant.now()), "en");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "{{id}}")
                .doesNotContain("<script", "href=\"javascript");
    }

    @Test
    void runs_nothing_loads_nothing_and_is_kept_by_nobody() throws Exception {
        HttpResponse<String> page = open(PageHub.LINKS.path(StoredEvents.FIRST, Instant.now()), "en");
        String style = page.body()
                .substring(
                        page.body().indexOf("<style>") + "<style>".length(),
                        page.body().indexOf("</style>"));
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "style-src 'sha256-" + hash + "'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
    }

    @Test
    void an_expired_link_says_so() throws Exception {
        Instant old = Instant.now().minus(Duration.ofDays(32));
        HttpResponse<String> page = open(PageHub.LINKS.path(StoredEvents.FIRST, old), "en");

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("This link has expired").doesNotContain("CPU high");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"20900.AAAAAAAAAAAAAAAAAAAAAA", "x", "99999999999999.AAAAAAAAAAAAAAAAAAAAAA", "20900", "20900."})
    void a_forged_link_opens_nothing(String token) throws Exception {
        HttpResponse<String> page = open(PageLinks.PATH + StoredEvents.FIRST + "/" + token, "zh");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("页面不存在").doesNotContain("CPU high");
    }

    @Test
    void a_link_opens_its_own_event_until_its_own_day_only() throws Exception {
        String token = PageHub.LINKS
                .path(StoredEvents.FIRST, Instant.now())
                .substring((PageLinks.PATH + StoredEvents.FIRST + "/").length());
        String later =
                (Long.parseLong(token.substring(0, token.indexOf('.'))) + 1) + token.substring(token.indexOf('.'));

        assertThat(open(PageLinks.PATH + StoredEvents.SECOND + "/" + token, "en")
                        .statusCode())
                .isEqualTo(404);
        assertThat(open(PageLinks.PATH + StoredEvents.FIRST + "/" + later, "en").statusCode())
                .isEqualTo(404);
        assertThat(open(PageHub.LINKS.path("65f0000000000000000000ff", Instant.now()), "en")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void links_of_one_day_are_equal_and_links_of_an_older_key_still_work() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        String newer = "k2:" + Base64.getEncoder().encodeToString(new byte[32]);
        PageLinks rotated = new PageLinks(LinkSigner.of(Secret.of(newer + "," + PageHub.LINK_KEYS)), 30);
        String old = PageHub.LINKS.path(StoredEvents.FIRST, noon);
        String token = old.substring(old.lastIndexOf('/') + 1);

        assertThat(old).isEqualTo(PageHub.LINKS.path(StoredEvents.FIRST, noon.plusSeconds(3600)));
        assertThat(rotated.path(StoredEvents.FIRST, noon)).isNotEqualTo(old);
        assertThat(rotated.end(StoredEvents.FIRST, token)).hasValue(Instant.parse("2026-04-01T00:00:00Z"));
    }

    @Test
    void a_digest_opens_the_list_of_its_events_whose_links_end_with_its_own() throws Exception {
        Instant aWeekAgo = Instant.now().minus(Duration.ofDays(7));
        HttpResponse<String> page = open(PageHub.LINKS.list(StoredDigest.ID, aWeekAgo), "zh");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("告警汇总 · 2", "CPU high", "db1 · /var", "×4", "P1 警告", "2026-03-01 20:00:00", "&lt;script&gt;")
                .contains("href=\"../../.." + PageHub.LINKS.path(StoredEvents.FIRST, aWeekAgo) + "\"")
                .doesNotContain("<script");
        assertThat(open(PageHub.LINKS.path(StoredEvents.FIRST, aWeekAgo), "zh").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_link_to_a_list_opens_nothing_else_and_no_longer_than_it_says() throws Exception {
        Instant now = Instant.now();
        String event = PageHub.LINKS.path(StoredDigest.ID, now).replace(PageLinks.PATH, PageLinks.LIST);
        String list = PageHub.LINKS.list(StoredEvents.FIRST, now).replace(PageLinks.LIST, PageLinks.PATH);

        assertThat(open(event, "en").statusCode()).isEqualTo(404);
        assertThat(open(list, "en").statusCode()).isEqualTo(404);
        assertThat(open(PageHub.LINKS.list(StoredEvents.NOTICE, now), "en").statusCode())
                .isEqualTo(404);
        assertThat(open(PageHub.LINKS.list(StoredDigest.ID, now.minus(Duration.ofDays(32))), "en")
                        .statusCode())
                .isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource({
        "'', signed, https://hub.example/e/65f000000000000000000001/",
        "'', off, https://hub.example/apis/v1/manager/event-center/event/65f000000000000000000001",
        "https://console.example/events/{id}?tab=1, signed, https://console.example/events/65f000000000000000000001?tab=1"
    })
    void messages_link_to_the_page_to_an_address_of_ones_own_or_to_the_api(
            String template, String access, String expected) {
        EventLinks links = new RenderWiring().eventLinks(PageHub.LINKS, "https://hub.example/", template, access);

        assertThat(links.page(StoredEvents.FIRST, Instant.now())).startsWith(expected);
        assertThat(links.list(StoredDigest.ID, Instant.now()).isPresent())
                .isEqualTo(expected.startsWith("https://hub.example/e/"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://console.example/events, signed, {id}",
        "javascript:{id}, signed, {id}",
        "'', maybe, 'signed, login or off'"
    })
    void unusable_settings_are_refused_with_the_remedy(String template, String access, String remedy) {
        assertThatThrownBy(() -> new RenderWiring().eventLinks(PageHub.LINKS, "https://hub.example", template, access))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(remedy);
    }

    @Test
    void people_of_an_identity_provider_read_what_they_do_instead_of_logging_in() {
        String known = loginPage(true);
        String unknown = loginPage(false);

        assertThat(known).contains("identity provider (OpenID)", "type=\"password\"");
        assertThat(unknown).doesNotContain("OpenID").contains("type=\"password\"");
    }

    @Test
    void the_first_page_says_what_this_is_and_other_paths_stay_unknown() throws Exception {
        HttpResponse<String> home = open("/", "zh-CN");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("VeAIOps Camel unpackaged", "href=\"openapi.yaml\"", "事件中枢");
        assertThat(home.body()).contains("href=\"docs\"");
        assertThat(open("/nothing-here", "en").statusCode()).isEqualTo(404);
        assertThat(open("/e", "en").statusCode()).isEqualTo(404);
    }

    @Test
    void the_contract_is_there_as_a_page_and_in_both_forms_for_everybody() throws Exception {
        HttpResponse<String> page = open("/docs", "en");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(open("/docs/swagger-ui.css", "en").headers().firstValue("Content-Type"))
                .hasValue("text/css; charset=utf-8");
        assertThat(open("/docs/swagger-ui-bundle.js", "en").body()).contains("SwaggerUIBundle");
        assertThat(open("/docs/..%2Fopenapi.yaml", "en").statusCode()).isEqualTo(404);
        assertThat(open("/docs/docs.html", "en").statusCode()).isEqualTo(404);
        JsonNode json = Json.mapper().readTree(open("/openapi.json", "en").body());
        assertThat(json.path("openapi").textValue()).startsWith("3.0");
        assertThat(json.path("paths").has("/openapi.json")).isTrue();
        assertThat(open("/openapi.yaml", "en").body()).contains("/openapi.json:");
    }

    private static String loginPage(boolean openId) {
        byte[] page = (byte[]) new PageTemplates(openId)
                .answer(401, "login", "en", Map.of("title", "Log in"))
                .body();
        return new String(page, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> open(String path, String accepted) throws Exception {
        HttpRequest.Builder request = api.anonymous(path);
        if (!accepted.isEmpty()) {
            request.header("Accept-Language", accepted);
        }
        return api.send(request.build());
    }
}
