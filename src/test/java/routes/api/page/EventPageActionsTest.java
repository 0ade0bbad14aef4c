package routes.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.account.Caller;
import routes.account.FirstAccount;
import routes.account.Scope;
import routes.api.StoredEvents;
import routes.http.RunningApi;
import routes.store.WireServer;

/** Who may acknowledges and mutes an event on its page; no one else changes anything. */
@Tag("slow")
class EventPageActionsTest {
    private static final String USER = "admin";

    private static WireServer store;
    private static RunningApi signed;
    private static RunningApi closed;

    @BeforeAll
    static void start() throws Exception {
        store = WireServer.start();
        signed = api("signed");
        closed = api("login");
        signed.main()
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType("firstAccount", FirstAccount.class)
                .ensure();
    }

    private static RunningApi api(String access) throws Exception {
        return RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                PageHub.WIRINGS,
                PageHub.beans(store.database()),
                Map.of(
                        "veaiops.encryption.keys",
                        PageHub.LINK_KEYS,
                        "veaiops.event-page.access",
                        access,
                        "veaiops.accounts.first-user",
                        USER,
                        "veaiops.accounts.first-password",
                        PageHub.PASSWORD));
    }

    @BeforeEach
    void fill() {
        for (String name : List.of("event", "alarm", "event_notice_detail", "silence", "audit")) {
            collection(name).deleteMany(new Document());
        }
        StoredEvents.fill(store.database());
    }

    @AfterAll
    static void stop() {
        signed.close();
        closed.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "mute-1h"})
    void the_link_alone_shows_a_form_to_log_in_and_no_button(String action) throws Exception {
        String page = get(signed, link(), "").body();
        HttpResponse<String> refused = post(signed, link(), "", "action", action);

        assertThat(page)
                .contains("Log in to acknowledge or mute", "type=\"password\"")
                .doesNotContain("value=\"acknowledge\"");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You may not do that here");
        assertNothingChanged();
    }

    @Test
    void who_logs_in_acknowledges_and_the_page_and_the_audit_say_so() throws Exception {
        HttpResponse<String> login = login(signed, PageHub.PASSWORD);
        String cookie = login.headers().firstValue("Set-Cookie").orElse("");

        assertThat(login.statusCode()).as(login.body()).isEqualTo(303);
        assertThat(cookie).contains("; HttpOnly", "; SameSite=Lax", "; Path=/e/", "Max-Age=");
        assertThat(get(signed, link(), cookie).body()).contains("value=\"acknowledge\"", "Logged in as admin");

        HttpResponse<String> done = post(signed, link(), cookie, "action", "acknowledge");
        String back = done.headers().firstValue("Location").orElse("");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
        assertThat(get(signed, link() + back, cookie).body())
                .contains("You took this event", "Acknowledged by", "admin", "value=\"mute-1h\"")
                .doesNotContain("value=\"acknowledge\"");
        assertThat(event().getString("acknowledged_by")).isEqualTo(USER);
        assertThat(audited("eventPageAct")).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("actor", USER)
                .containsEntry("outcome", "done")
                .containsEntry("path", "/e/" + StoredEvents.FIRST));
    }

    @Test
    void a_mute_makes_one_silence_of_the_problem_however_often_it_is_pressed() throws Exception {
        String cookie = loggedIn();

        post(signed, link(), cookie, "action", "mute-4h");
        post(signed, link(), cookie, "action", "mute-4h");

        List<Document> silences = collection("silence").find().into(new ArrayList<>());
        assertThat(silences).hasSizeBetween(1, 2);
        Document silence = silences.get(0);
        assertThat(silence.toJson()).contains("zabbix:" + StoredEvents.FIRST, "muted from the event page: CPU high");
        assertThat(Duration.between(
                        silence.getDate("starts_at").toInstant(),
                        silence.getDate("ends_at").toInstant()))
                .isEqualTo(Duration.ofHours(4));
        assertThat(get(signed, link(), cookie).body()).contains("Muted until");
    }

    @Test
    void a_wrong_password_logs_nobody_in_and_is_written_down_without_the_link() throws Exception {
        HttpResponse<String> answer = login(signed, "wrong-password-1");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The user name or the password is wrong", "role=\"alert\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(audited("login")).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("path", "/e/" + StoredEvents.FIRST));
    }

    @Test
    void a_form_of_another_site_a_forged_link_and_one_that_has_expired_change_nothing() throws Exception {
        String cookie = loggedIn();
        HttpResponse<String> foreign = signed.send(form(signed, link(), cookie, "action", "acknowledge")
                .header("Sec-Fetch-Site", "cross-site")
                .build());
        String forged = PageLinks.PATH + StoredEvents.FIRST + "/20900.AAAAAAAAAAAAAAAAAAAAAA";
        String expired = PageHub.LINKS.path(StoredEvents.FIRST, Instant.now().minus(Duration.ofDays(32)));

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(post(signed, forged, cookie, "action", "acknowledge").statusCode())
                .isEqualTo(404);
        assertThat(post(signed, expired, cookie, "action", "acknowledge").statusCode())
                .isEqualTo(410);
        assertThat(post(signed, link(), cookie, "action", "delete").statusCode())
                .isEqualTo(422);
        assertThat(post(signed, link(), "veaiops_page=forged", "action", "acknowledge")
                        .statusCode())
                .isEqualTo(403);
        assertNothingChanged();
    }

    @Test
    void where_the_setting_asks_for_a_login_the_link_alone_shows_a_form_and_nothing_of_the_event() throws Exception {
        HttpResponse<String> answer = get(closed, link(), "");
        HttpResponse<String> acted = post(closed, link(), "", "action", "acknowledge");
        String cookie = login(closed, PageHub.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Log in to see this event").doesNotContain("CPU high");
        assertThat(acted.body()).doesNotContain("CPU high");
        assertNothingChanged();
        assertThat(get(closed, link(), cookie).body()).contains("CPU high");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, LOGIN, '', true, ",
        "SIGNED, LOGIN, READ, true, ",
        "SIGNED, LOGIN, READ OPERATE, true, ann",
        "SIGNED, SIGNED, '', true, link",
        "SIGNED, SIGNED, READ OPERATE, true, ann",
        "SIGNED, OFF, READ OPERATE, true, ",
        "LOGIN, LOGIN, '', false, ",
        "LOGIN, LOGIN, READ, true, ",
        "LOGIN, OFF, INGEST, false, "
    })
    void the_settings_say_who_sees_and_who_acts(
            PageRight see, PageRight act, String scopes, boolean sees, String actor) {
        Optional<Caller> visitor = scopes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Caller(Caller.Kind.PERSON, "ann", Set.of(scopes(scopes))));
        EventPage.Rights rights = new EventPage.Rights(see, act);

        assertThat(rights.sees(visitor)).isEqualTo(sees);
        assertThat(rights.actor(visitor)).isEqualTo(Optional.ofNullable(actor));
    }

    @Test
    void a_list_behind_a_login_shows_its_events_to_who_logs_in_there() throws Exception {
        StoredDigest.fill(store.database(), "Disk full");
        String list = PageHub.LINKS.list(StoredDigest.ID, Instant.now());
        String cookie = post(closed, list, "", "action", "log-in", "username", USER, "password", PageHub.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");

        assertThat(get(closed, list, "").statusCode()).isEqualTo(401);
        assertThat(get(closed, list, "").body()).contains("type=\"password\"").doesNotContain("Disk full");
        assertThat(get(closed, list, cookie).body()).contains("Disk full", "Logged in as admin");
    }

    private static Scope[] scopes(String names) {
        return List.of(names.split(" ")).stream().map(Scope::valueOf).toArray(Scope[]::new);
    }

    private static void assertNothingChanged() {
        assertThat(event().containsKey("acknowledged_by")).isFalse();
        assertThat(collection("silence").countDocuments()).isZero();
        assertThat(audited("eventPageAct")).isEmpty();
    }

    private static List<Document> audited(String operation) {
        return collection("audit").find(new Document("operation", operation)).into(new ArrayList<>());
    }

    private static Document event() {
        return collection("event")
                .find(new Document("_id", new ObjectId(StoredEvents.FIRST)))
                .first();
    }

    private static MongoCollection<Document> collection(String name) {
        return store.database().getCollection("veaiops__" + name);
    }

    private static String link() {
        return PageHub.LINKS.path(StoredEvents.FIRST, Instant.now());
    }

    /** The cookie of who has logged in. */
    private static String loggedIn() throws Exception {
        return login(signed, PageHub.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
    }

    private static HttpResponse<String> login(RunningApi api, String password) throws Exception {
        return post(api, link(), "", "action", "log-in", "username", USER, "password", password);
    }

    private static HttpResponse<String> get(RunningApi api, String path, String cookie) throws Exception {
        return api.send(api.anonymous(path)
                .header("Accept-Language", "en")
                .header("Cookie", sent(cookie))
                .build());
    }

    private static HttpResponse<String> post(RunningApi api, String path, String cookie, String... fields)
            throws Exception {
        return api.send(form(api, path, cookie, fields).build());
    }

    private static HttpRequest.Builder form(RunningApi api, String path, String cookie, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return api.anonymous(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", sent(cookie))
                .POST(BodyPublishers.ofString(body.toString()));
    }

    /** As a browser sends it back. */
    private static String sent(String cookie) {
        return "other=1; " + cookie.replaceAll(";.*", "");
    }
}
