package routes.extension.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.SampleRun;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFileReader;
import routes.extension.source.Sources;

/** What is proposed of what sources really post. */
class ProposalTest {
    private static final Path MAPPINGS = Path.of("src/main/resources/mappings");
    private static final SourceFileReader READER = Sources.reader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "grafana | .alerts[] | .fingerprint | .status .labels.severity .annotations.summary .startsAt",
                "alertmanager | .alerts[] | .fingerprint | .status .labels.severity .annotations.summary .startsAt",
                "prometheus | .[] | .labels.alertname .labels.instance | - .labels.severity .annotations.summary .startsAt",
                "datadog | - | .monitor_id .hostname .scopes | .alert_transition .priority .title .date",
                "pagerduty | - | .dedup_key | .event_action .payload.severity .payload.summary -",
                "flashduty | - | .alert_key | .event_status .event_status .title_rule .event_time",
            })
    void the_fields_of_a_source_are_found(String source, String each, String fingerprint, String roles)
            throws IOException {
        Guesses guesses = Guesses.of(Items.of(posts(source)));

        assertThat(guesses.items().each()).isEqualTo(each.equals("-") ? "" : each);
        assertThat(guesses.fingerprint().parts()).extracting(Leaf::jq).containsExactly(fingerprint.split(" "));
        assertThat(Stream.of(Role.STATUS, Role.LEVEL, Role.TITLE, Role.TIME).map(role -> role(guesses, role)))
                .containsExactly(roles.split(" "));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void every_proposal_works_with_the_posts_that_it_was_made_of(String source) throws IOException {
        Proposal proposal = proposal(posts(source));

        SourceFile file = file(FingerprintGuess.chosen(proposal.mapping()));
        assertThat(proposal.samples()).isNotEmpty().allSatisfy(sample -> assertThat(
                        SampleRun.outcome(file, Json.bytes(sample)).isArray())
                .isTrue());
    }

    @ParameterizedTest
    @CsvSource({"grafana", "alertmanager", "datadog", "pagerduty", "flashduty"})
    void a_repeat_and_a_recovery_have_the_fingerprint_of_the_first_alarm(String source) throws IOException {
        Proposal proposal = proposal(posts(source));

        JsonNode firing = alarm(proposal, source, "firing");
        JsonNode repeat = alarm(proposal, source, "repeat");
        JsonNode resolved = alarm(proposal, source, "resolved");

        assertThat(repeat.path("fingerprint")).isEqualTo(firing.path("fingerprint"));
        assertThat(resolved.path("fingerprint")).isEqualTo(firing.path("fingerprint"));
        assertThat(firing.path("status").asText()).isEqualTo("FIRING");
        assertThat(resolved.path("status").asText()).isEqualTo("RESOLVED");
    }

    @Test
    void ids_times_counters_and_texts_are_marked_as_unsafe_for_fingerprints() throws IOException {
        Proposal proposal = proposal(posts("datadog"));

        assertThat(proposal.unsafe())
                .extracting(Proposal.Unsafe::field)
                .contains(".date", ".title", ".body", ".alert_transition", ".priority")
                .doesNotContain(".monitor_id", ".scopes", ".hostname");
        assertThat(proposal.mapping()).contains("# Unsafe for fingerprints:", "#   .date  a time");
    }

    @Test
    void an_id_that_is_another_one_in_every_post_is_no_part_of_a_fingerprint() throws IOException {
        List<JsonNode> posts = List.of(
                json("{\"alert_id\":\"a1\",\"check\":\"disk\",\"host\":\"web-1\",\"state\":\"problem\"}"),
                json("{\"alert_id\":\"a2\",\"check\":\"disk\",\"host\":\"web-1\",\"state\":\"problem\"}"),
                json("{\"alert_id\":\"a3\",\"check\":\"disk\",\"host\":\"web-1\",\"state\":\"ok\"}"));

        Proposal proposal = proposal(posts);

        assertThat(proposal.fingerprint()).containsExactly(".check", ".host");
        assertThat(proposal.unsafe()).contains(new Proposal.Unsafe(".alert_id", "another one in every post"));
    }

    @Test
    void an_id_that_comes_again_is_the_key_when_there_is_no_other() throws IOException {
        List<JsonNode> posts = List.of(
                json("{\"id\":\"7\",\"state\":\"problem\",\"title\":\"a\"}"),
                json("{\"id\":\"8\",\"state\":\"problem\",\"title\":\"b\"}"),
                json("{\"id\":\"7\",\"state\":\"ok\",\"title\":\"a\"}"));

        Proposal proposal = proposal(posts);

        assertThat(proposal.fingerprint()).containsExactly(".id");
        assertThat(proposal.unsafe()).extracting(Proposal.Unsafe::field).containsExactlyInAnyOrder(".state", ".title");
    }

    @Test
    void what_tells_one_machine_from_another_is_part_of_the_fingerprint_however_deep_it_stands() throws IOException {
        Proposal proposal = proposal(posts("tencent"));

        assertThat(proposal.fingerprint())
                .contains(".alarmPolicyInfo.policyId", ".alarmObjInfo.dimensions.unInstanceId");
        assertThat(proposal.doubts()).anyMatch(doubt -> doubt.contains("says that a problem is over: 1, 0"));
    }

    @Test
    void secrets_are_in_neither_the_samples_nor_the_mapping() throws IOException {
        JsonNode post = json("{\"title\":\"t\",\"api_key\":\"k-123456\",\"nested\":{\"Password\":\"hunter2\"},"
                + "\"link\":\"https://joe:hunter3@x.example/?token=abc123&a=1\",\"auth\":\"Bearer abcdefgh1234\"}");

        Proposal proposal = proposal(List.of(post));

        assertThat(proposal.toString())
                .doesNotContain("k-123456", "hunter2", "hunter3", "abc123", "abcdefgh1234")
                .contains("***");
    }

    @Test
    void what_cannot_be_guessed_is_said_and_the_fingerprint_is_left_to_choose() throws IOException {
        for (String odd :
                List.of("{}", "{\"a\":[1,2]}", "{\"x y\":{\"(\":\"q\"}}", "[{}]", "[1]", "{\"a'b\":\"\\u0007\"}")) {
            Proposal proposal = proposal(List.of(json(odd)));

            assertThat(proposal.doubts()).as(odd).isNotEmpty();
            assertThat(SampleRun.outcome(file(proposal), Json.bytes(json(odd))).toString())
                    .as(odd + proposal.mapping())
                    .contains("choose the fields that make two alarms the same problem");
            assertThat(SampleRun.outcome(
                                    file(proposal.mapping().replaceAll("error\\(.*\\)", "\"x\"")),
                                    Json.bytes(json(odd)))
                            .isArray())
                    .isTrue();
        }
    }

    @Test
    void the_test_of_a_sender_is_ignored_and_codes_are_read_by_the_words_beside_them() throws IOException {
        String post =
                "{\"heartbeat\":{\"monitorID\":%d,\"status\":%d,\"time\":\"2026-11-30 02:10:33.123\",\"duration\":61},"
                        + "\"monitor\":{\"id\":%d,\"name\":\"%s\",\"type\":\"http\"},\"msg\":\"[%s] [%s] 200\"}";
        List<JsonNode> posts = List.of(
                json(post.formatted(7, 0, 7, "shop", "shop", "Down")),
                json(post.formatted(8, 0, 8, "till", "till", "Down")),
                json("{\"heartbeat\":null,\"monitor\":null,\"msg\":\"Webhook Testing\"}"),
                json(post.formatted(7, 1, 7, "shop", "shop", "Up")));

        Proposal proposal = proposal(posts);
        List<JsonNode> alarms = posts.stream()
                .map(one -> SampleRun.outcome(file(proposal), Json.bytes(one)))
                .toList();

        assertThat(proposal.fingerprint())
                .contains(".monitor.id", ".monitor.name")
                .doesNotContain(".msg");
        assertThat(alarms.get(2)).isEmpty();
        assertThat(alarms.get(0).at("/0/fingerprint"))
                .isNotEqualTo(alarms.get(1).at("/0/fingerprint"));
        assertThat(alarms.get(0).at("/0/fingerprint")).isEqualTo(alarms.get(3).at("/0/fingerprint"));
        assertThat(alarms.get(0).at("/0/status").asText()).isEqualTo("FIRING");
        assertThat(alarms.get(3).at("/0/status").asText()).isEqualTo("RESOLVED");
        assertThat(alarms.get(0).at("/0/labels").has("duration")).isFalse();
        assertThat(proposal.doubts())
                .anyMatch(doubt -> doubt.startsWith("sent_at: .heartbeat.time is no time with a zone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a title alone, with the status or a value in it
                "{'title':'[FIRING] disk'} | {'title':'[RESOLVED] disk'} | {'title':'[FIRING] cpu'}",
                "{'name':'disk 91 % used'} | {'name':'disk 92 % used'} | {'name':'cpu 93 % used'}",
                // what tells them apart is in some of them only
                "{'check':'disk','host':'a'} | {'check':'disk','host':'b'} | {'check':'disk'}",
                // one value for all, and ids of posts
                "{'id':'1','text':'a'} | {'id':'2','text':'b'} | {'id':'3','text':'a'}",
                "{'message':'all is lost'} | {'message':'all is well'} | {'message':'all is lost'}",
            })
    void a_fingerprint_that_merges_problems_or_changes_with_a_repeat_is_not_proposed(
            String one, String two, String three) throws IOException {
        List<JsonNode> posts = new ArrayList<>();
        for (String post : List.of(one, two, three)) {
            posts.add(json(post.replace('\'', '"')));
        }

        Proposal proposal = proposal(posts);

        assertThat(proposal.fingerprint()).isEmpty();
        assertThat(proposal.mapping()).contains("fingerprint: error(\"choose the fields");
        assertThat(proposal.doubts()).anyMatch(doubt -> doubt.startsWith("fingerprint: choose the fields"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // another key in each repeat, and one key for all
                "{'fingerprint':'1','check':'disk','host':'a'} | {'fingerprint':'2','check':'disk','host':'a'}"
                        + " | {'fingerprint':'3','check':'cpu','host':'a'} | .check .host",
                "{'alias':'x','check':'disk','host':'a'} | {'alias':'x','check':'disk','host':'b'}"
                        + " | {'alias':'x','check':'disk','host':'a'} | .check .host",
                "{'alias':'x1','check':'disk','host':'a'} | {'alias':'x2','check':'disk','host':'b'}"
                        + " | {'alias':'x1','check':'disk','host':'a'} | .alias",
            })
    void a_key_of_the_source_counts_only_as_far_as_it_agrees_with_what_the_alarms_are_about(
            String one, String two, String three, String fingerprint) throws IOException {
        List<JsonNode> posts = new ArrayList<>();
        for (String post : List.of(one, two, three)) {
            posts.add(json(post.replace('\'', '"')));
        }

        assertThat(proposal(posts).fingerprint()).containsExactly(fingerprint.split(" "));
    }

    static Stream<String> sources() throws IOException {
        try (Stream<Path> folders = Files.list(MAPPINGS)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("samples/escalated.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static JsonNode alarm(Proposal proposal, String source, String sample) throws IOException {
        return SampleRun.outcome(file(proposal), Json.bytes(post(source, sample)))
                .path(0);
    }

    private static SourceFile file(Proposal proposal) {
        return file(proposal.mapping());
    }

    private static SourceFile file(String mapping) {
        List<String> problems = new ArrayList<>();
        return READER.read(new YamlText("learned", "source.yaml", mapping, problems))
                .orElseThrow(() -> new AssertionError(problems + mapping));
    }

    private static Proposal proposal(List<JsonNode> posts) {
        return Proposal.of("learned", posts.stream().map(LearnedPost::ofJson).toList(), READER);
    }

    private static List<JsonNode> posts(String source) throws IOException {
        return List.of(
                post(source, "firing"), post(source, "repeat"), post(source, "escalated"), post(source, "resolved"));
    }

    private static JsonNode post(String source, String sample) throws IOException {
        return json(Files.readString(MAPPINGS.resolve(source + "/samples/" + sample + ".json")));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text);
    }

    private static String role(Guesses guesses, Role role) {
        return guesses.role(role).map(Leaf::jq).orElse("-");
    }
}
