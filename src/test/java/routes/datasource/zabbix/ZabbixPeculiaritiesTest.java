package routes.datasource.zabbix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.datasource.zabbix.ZabbixFixtures.block;
import static routes.datasource.zabbix.ZabbixFixtures.byPassword;
import static routes.datasource.zabbix.ZabbixFixtures.byToken;
import static routes.datasource.zabbix.ZabbixFixtures.order;
import static routes.datasource.zabbix.ZabbixFixtures.series;
import static routes.datasource.zabbix.ZabbixFixtures.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.Picker;
import routes.datasource.PlatformFailure;
import routes.datasource.Quota;
import routes.datasource.RuleOperation;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;
import routes.fakes.FakeZabbix;
import routes.kits.PlatformRoute;

/** What is special about Zabbix: versions, kinds of history, full seconds, trends, tags of others, what it is prepared with. */
@Tag("slow")
class ZabbixPeculiaritiesTest {
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond();
    private static PlatformRoute route;

    private FakeZabbix zabbix = FakeZabbix.version("7.0.3");
    private final ZabbixDataSource subject = new ZabbixDataSource(route.calls(), new Quota(1000, 4), Clock.systemUTC());

    @BeforeAll
    static void open() {
        route = PlatformRoute.start("zabbix");
    }

    @AfterAll
    static void shut() {
        route.close();
    }

    @AfterEach
    void closeFake() {
        subject.close();
        zabbix.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.0.0", "6.2.9", "6.4.1", "7.0.3", "7.2.0"})
    void every_version_lets_password_and_token_in(String version) {
        zabbix.close();
        zabbix = FakeZabbix.version(version);

        subject.test(byPassword(zabbix.url()));
        subject.test(byToken(zabbix.url() + "/api_jsonrpc.php"));

        assertThat(zabbix.logins()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.4.1", "7.0.3"})
    void where_a_web_server_drops_the_header_the_body_says_who_asks(String version) {
        zabbix.close();
        zabbix = FakeZabbix.version(version);
        zabbix.dropHeader();

        subject.test(byPassword(zabbix.url()));
        subject.rules(source(byToken(zabbix.url()), "UTC"));
        int calls = zabbix.calls().size();
        subject.rules(source(byToken(zabbix.url()), "UTC"));

        assertThat(zabbix.calls().subList(calls, zabbix.calls().size()))
                .as("the place is remembered")
                .isNotEmpty()
                .noneMatch(call -> call.headers().containsKey("authorization"));
    }

    @Test
    void a_version_that_knows_the_header_alone_says_what_may_drop_it() {
        zabbix.close();
        zabbix = FakeZabbix.version("7.2.0");
        zabbix.dropHeader();

        assertThatThrownBy(() -> subject.test(byToken(zabbix.url())))
                .isInstanceOf(PlatformFailure.Unauthorized.class)
                .hasMessageContaining("drops the header Authorization")
                .hasMessageContaining("CGIPassAuth");
    }

    @Test
    void a_slow_answer_is_reported_as_a_timeout() {
        subject.rules(source(byToken(zabbix.url()), "UTC"));
        zabbix.nextLate(Duration.ofSeconds(5));
        route.hurryNext();

        assertThatThrownBy(() -> subject.rules(source(byToken(zabbix.url()), "UTC")))
                .isInstanceOfSatisfying(PlatformFailure.Unavailable.class, failure -> assertThat(failure.code())
                        .isEqualTo("timeout"));
    }

    @Test
    void too_many_calls_say_when_to_come_back() {
        zabbix.throttle(1);

        assertThatThrownBy(() -> subject.test(byToken(zabbix.url())))
                .isInstanceOfSatisfying(PlatformFailure.Throttled.class, failure -> assertThat(failure.until())
                        .isAfter(Instant.now().plusSeconds(3)));
    }

    @Test
    void a_second_with_more_rows_than_an_answer_holds_does_not_stop_the_reading() {
        zabbix.model().addHost("h1");
        String busy = zabbix.model().addItem("h1", "system.cpu.load", 0);
        String calm = zabbix.model().addItem("h1", "system.cpu.load", 0);
        IntStream.range(0, 6000).forEach(ns -> zabbix.model().values().add(busy, START + 60, ns, 1));
        zabbix.model().values().add(busy, START + 61, 2);
        zabbix.model().values().addMinutes(calm, START, 5, 6, 7);

        List<TimeSeries> all = read(source(byToken(zabbix.url()), "UTC", busy, "h1", calm, "h1"), 600);

        assertThat(all).hasSize(2);
        assertThat(of(all, busy).timestamps()).containsExactly(START + 60, START + 61);
        assertThat(of(all, calm).values()).containsExactly(5, 6, 7);
        assertThat(zabbix.called("history.get")).isLessThan(10);
    }

    @Test
    void the_kind_of_history_is_read_and_texts_are_left_out() {
        zabbix.model().addHost("h1");
        String whole = zabbix.model().addItem("h1", "system.cpu.load", 3);
        String text = zabbix.model().addItem("h1", "system.cpu.load", 4);
        zabbix.model().values().addMinutes(whole, START, 1, 2);
        zabbix.model().values().addMinutes(text, START, 1, 2);

        List<TimeSeries> all = read(source(byToken(zabbix.url()), "UTC", whole, "h1", text, "h1"), 600);

        assertThat(all).singleElement().satisfies(one -> assertThat(one.values())
                .containsExactly(1, 2));
        assertThatThrownBy(() -> read(source(byToken(zabbix.url()), "UTC", text, "h1"), 600))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("no_numeric_item"));
    }

    @Test
    void hours_before_the_history_come_from_trends_with_their_greatest_and_least_values_at_the_step_of_the_item() {
        zabbix.model().addHost("h1");
        String item = zabbix.model().addItem("h1", "system.cpu.load", 0);
        IntStream.range(0, 6).forEach(hour -> zabbix.model().values().addHour(item, START + 3600L * hour, 10 + hour));
        zabbix.model().values().addMinutes(item, START + 3 * 3600 + 600, 50, 51);

        TimeSeries read =
                read(source(byToken(zabbix.url()), "UTC", item, "h1"), 6 * 3600).get(0);

        assertThat(read.size()).isEqualTo(3 * 60 + 2);
        assertThat(read.timestamps())
                .contains(START, START + 60, START + 3600, START + 7200, START + 11400, START + 11460);
        assertThat(Arrays.stream(read.values())
                        .limit(60)
                        .boxed()
                        .collect(Collectors.groupingBy(value -> value, Collectors.counting())))
                .isEqualTo(Map.of(11.0, 9L, 9.0, 9L, 10.0, 42L));
        assertThat(read.values()).endsWith(50, 51);
    }

    @Test
    void tags_that_people_gave_a_trigger_stay_and_one_that_lost_ours_is_left_alone() {
        Source source = arranged();
        DesiredRule rule = rule(source, 60.0);
        String id = subject.apply(source, new RuleOperation.Create(rule));
        ObjectNode trigger = zabbix.model().triggers().all().get(0);
        trigger.withArray("tags").addObject().put("tag", "team").put("value", "blue");
        ExistingRule seen = subject.rules(source).get(0);

        subject.apply(source, new RuleOperation.Update(seen, rule(source, 70.0)));
        String tags = trigger.path("tags").toString();
        trigger.putArray("tags");

        assertThat(seen.content()).isEqualTo(rule.content());
        assertThat(tags).contains("\"team\"").contains(rule.id());
        assertThatThrownBy(() -> subject.apply(source, new RuleOperation.Delete(seen)))
                .isInstanceOfSatisfying(PlatformFailure.BadRequest.class, failure -> assertThat(failure.code())
                        .isEqualTo("not_ours"));
        assertThat(zabbix.model().triggers().all())
                .extracting(one -> one.path("triggerid").asText())
                .containsExactly(id);
    }

    @Test
    void a_zabbix_is_prepared_to_send_what_our_intake_reads_and_mended_when_it_was_changed() {
        String url = "https://hub.example/alarms/zabbix?token=t";

        List<String> made = subject.prepare(byToken(zabbix.url()), url);
        ObjectNode medium = zabbix.model().mediaTypes().get(0);
        medium.put("script", "return 'changed'");
        List<String> mended = subject.prepare(byToken(zabbix.url()), url + "2");

        assertThat(made).hasSize(3);
        assertThat(mended).containsExactly("mended the media type ve_aiops_media_type");
        assertThat(medium.path("script").asText()).contains("HttpRequest").doesNotContain("changed");
        JsonNode parameters = medium.path("parameters");
        assertThat(parameters)
                .extracting(one -> one.path("name").asText())
                .contains("severity", "event_id", "trigger_id", "trigger_status", "tags", "url");
        assertThat(parameters)
                .anySatisfy(one -> assertThat(one.path("value").asText()).isEqualTo(url + "2"));
        assertThat(zabbix.model().actions().get(0).path("filter").toString())
                .contains("\"managed-by\"")
                .contains("\"ve_aiops\"");
    }

    @Test
    void lists_to_choose_from_are_read_live() {
        String template = zabbix.model().addTemplate("Linux by agent");
        zabbix.model().addTemplateItem(template, "system.cpu.load", 0);
        zabbix.model().addTemplateItem(template, "system.uname", 1);
        zabbix.model().addHost("h1");
        zabbix.model().link("h1", template);
        String item = zabbix.model().addItem("h1", "system.cpu.load", 0);

        assertThat(pick("templates", Map.of("name", "linux")))
                .isEqualTo("[{\"templateid\":\"" + template + "\",\"name\":\"Linux by agent\"}]");
        assertThat(pick("templates/metrics", Map.of("template_id", template)))
                .isEqualTo("[{\"history\":\"0\",\"name\":\"system.cpu.load\",\"metric_name\":\"system.cpu.load\"}]");
        assertThat(pick("templates/hosts", Map.of("template_id", template)))
                .isEqualTo("[{\"host\":\"h1\",\"name\":\"h1 (visible)\"}]");
        assertThat(pick("items", Map.of("host", "h1", "metric_name", "system.cpu.load")))
                .isEqualTo("[{\"hostname\":\"h1\",\"itemid\":\"" + item + "\"}]");
        assertThat(pick("usergroups", Map.of())).contains("Zabbix administrators");
        assertThat(pick("mediatypes", Map.of())).isEqualTo("[]");
    }

    private String pick(String name, Map<String, String> given) {
        Map<String, JsonNode> parameters = new HashMap<>();
        given.forEach((key, value) ->
                parameters.put(key, Json.mapper().getNodeFactory().textNode(value)));
        Picker picker = subject.pickers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return picker.reader()
                .read(new Picker.Order(byToken(zabbix.url()), parameters, 0, 100))
                .items()
                .toString();
    }

    private Source arranged() {
        zabbix.model().addHost("h1");
        String item = zabbix.model().addItem("h1", "system.cpu.load", 0);
        return source(byToken(zabbix.url()), "UTC", item, "h1");
    }

    private DesiredRule rule(Source source, double upper) {
        return subject.draftRules(
                        source, order(Level.P1, List.of(), List.of(), series("h1", block(0, 24, upper, null))))
                .rules()
                .get(0);
    }

    private List<TimeSeries> read(Source source, long seconds) {
        SeriesRange range = new SeriesRange(Instant.ofEpochSecond(START), Instant.ofEpochSecond(START + seconds));
        return subject.fetchSlot(source, range);
    }

    private static TimeSeries of(List<TimeSeries> all, String item) {
        return all.stream()
                .filter(one -> one.labels().get("itemid").equals(item))
                .findFirst()
                .orElseThrow();
    }
}
