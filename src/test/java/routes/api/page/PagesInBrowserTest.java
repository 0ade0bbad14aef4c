package routes.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebDriverException;
import routes.account.FirstAccount;
import routes.api.StoredEvents;
import routes.browser.Browser;
import routes.http.RunningApi;
import routes.store.WireServer;

/** The pages in a browser: readable on a phone, reachable for everybody, and within the policy that they name. */
@Tag("slow")
class PagesInBrowserTest {
    private static final String LONG =
            "sum(rate(http_requests_total{job=\"checkout\",code=~\"5..\"}[5m]))by(instance)".repeat(20);

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
                                Updates.set("title", "<script>alert(1)</script>" + LONG),
                                Updates.set("summary", LONG + "\n\tat com.example.Shop.sell(Shop.java:42)"),
                                Updates.set(
                                        "labels",
                                        List.of(new Document("k", LONG.substring(0, 200)).append("v", LONG)))));
        StoredDigest.fill(store.database(), "<script>alert(1)</script>" + LONG);
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                PageHub.WIRINGS,
                PageHub.beans(store.database()),
                Map.of(
                        "veaiops.encryption.keys",
                        PageHub.LINK_KEYS,
                        "veaiops.timezone",
                        "Asia/Shanghai",
                        "veaiops.accounts.first-user",
                        "admin",
                        "veaiops.accounts.first-password",
                        PageHub.PASSWORD));
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"en-US, Timeline", "zh-CN, 时间线"})
    void an_event_is_readable_on_a_phone_and_has_no_serious_fault(String language, String word) throws Exception {
        try (Browser browser = Browser.phone(language)) {
            for (String event : List.of(StoredEvents.FIRST, StoredEvents.SECOND)) {
                browser.open(url(PageHub.LINKS.path(event, Instant.now())));

                assertThat(browser.text()).contains(word, "Asia/Shanghai");
                assertSound(browser);
            }
            assertThat(browser.text()).as("markup of an alarm is text").contains("<script>alert(1)</script>");

            browser.open(url(PageHub.LINKS.list(StoredDigest.ID, Instant.now())));
            assertThat(browser.text()).contains("<script>alert(1)</script>");
            assertSound(browser);
            browser.element(".timeline a").click();
            awaitText(browser, word);
        }
    }

    @Test
    void a_person_logs_in_on_a_phone_and_takes_and_mutes_the_event() throws Exception {
        api.main()
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType("firstAccount", FirstAccount.class)
                .ensure();
        try (Browser browser = Browser.phone("en-US")) {
            browser.open(url(PageHub.LINKS.path(StoredEvents.FIRST, Instant.now())));
            browser.element("summary").click();
            assertSound(browser);
            browser.element("#username").sendKeys("admin");
            browser.element("#password").sendKeys(PageHub.PASSWORD);
            browser.element("button[value=log-in]").click();
            awaitText(browser, "Logged in as admin");
            assertSound(browser);

            browser.element("button[value=acknowledge]").click();
            awaitText(browser, "You took this event");
            assertThat(browser.text()).contains("Acknowledged by", "Mute 4 h");
            browser.element("button[value=mute-4h]").click();
            awaitText(browser, "This event is muted");
            assertThat(browser.text()).contains("Muted until");
            assertSound(browser);

            browser.element("button[value=log-out]").click();
            awaitText(browser, "Log in to acknowledge or mute");
            assertThat(browser.text()).doesNotContain("Logged in as");
        }
    }

    @ParameterizedTest
    @CsvSource({"en-US, expired", "zh-CN, 已过期"})
    void an_expired_link_and_the_first_page_are_pages_too(String language, String word) throws Exception {
        try (Browser browser = Browser.phone(language)) {
            browser.open(
                    url(PageHub.LINKS.path(StoredEvents.FIRST, Instant.now().minus(Duration.ofDays(32)))));
            assertThat(browser.text()).contains(word).doesNotContain("CPU high");
            assertThat(browser.seriousFaults()).isEmpty();

            browser.complaints();
            browser.open(url("/"));
            assertThat(browser.text()).contains("VeAIOps Camel", "OpenAPI");
            assertSound(browser);
        }
    }

    @Test
    void the_contract_is_shown_by_scripts_of_the_jar_alone_and_within_its_policy() {
        try (Browser browser = Browser.desktop("en-US")) {
            browser.open(url("/docs"));

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> browser.text()
                    .contains("subscriptions"));
            assertThat(browser.text()).contains("VeAIOps").doesNotContain("Failed to load");
            browser.element(".opblock-tag").click();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** A button leads to another page, which takes its time. */
    private static void awaitText(Browser browser, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> browser.text().contains(text));
    }

    private static void assertSound(Browser browser) {
        assertThat(browser.isWiderThanTheScreen()).as("wider than a phone").isFalse();
        assertThat(browser.seriousFaults()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + api.port() + path;
    }
}
