package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import routes.tool.cli.CommandRun;

/** The configuration of a hub as files: out, in, what differs, who changed it, and what is deleted. Each test goes on from the last. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfigAsCodeIT {
    private static final String SUBSCRIBE = "/apis/v1/manager/event-center/subscribe/";

    @TempDir
    private static Path folder;

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("code");
        hub = site.hub(Map.of());
        site.bot("Slack", "slack-as-code", Map.of("secret", "xoxb-s3cret"));
        hub.subscribe("shop", "Slack", "slack-as-code", "C1");
        ObjectNode hook = Payloads.subscription("shop", "https://hook.example/in", List.of("P0"));
        hook.put("name", "hook / all").put("webhook_format", "event.v1");
        hook.putObject("webhook_headers").put("Authorization", "Bearer s3cret");
        hub.created("subscribe", hook);
        hub.created(
                "inhibition",
                Map.of(
                        "name", "hosts",
                        "source_matchers", List.of(Map.of("name", "alertname", "value", "HostDown")),
                        "target_matchers", List.of(Map.of("name", "level", "value", "P2"))));
        Map<String, String> host = Map.of("name", "host", "value", "db-1");
        hub.created(
                "silence",
                Map.of("comment", "new disks", "ends_at", "2099-01-01T00:00:00Z", "matchers", List.of(host)));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    @Order(1)
    void everything_is_exported_without_secrets_and_ids_and_plan_finds_nothing_then() {
        CommandRun exported = run("export", folder.toString());

        assertThat(exported.code()).as(exported.text()).isZero();
        assertThat(folder.resolve("bots/Slack-slack-as-code-" + suffix("bots"))).exists();
        assertThat(folder.resolve("strategies/shop.yaml")).exists();
        assertThat(read("subscriptions/shop.yaml"))
                .contains("inform_strategies:", "- shop")
                .doesNotContain("_id");
        assertThat(joined(folder))
                .contains("${env:VEAIOPS_BOTS_SLACK_SLACK_AS_CODE")
                .doesNotContain("s3cret", "***");
        CommandRun plan = run("plan", folder.toString());
        assertThat(plan.code()).as(plan.text()).isZero();
        assertThat(run("apply", folder.toString()).err()).contains("everything is as wanted");
    }

    @Test
    @Order(2)
    void a_changed_file_is_planned_field_by_field_and_applied_once() {
        edit("subscriptions/shop.yaml", "name: shop\n", "name: shop\ndescription: on call\n");
        edit("strategies/shop.yaml", "- C1", "- C2");

        CommandRun plan = run("plan", folder.toString());
        assertThat(plan.out())
                .contains(
                        "change strategies shop",
                        "chat_ids is [\"C1\"], expected [\"C2\"]",
                        "change subscriptions shop")
                .doesNotContain("hook / all", "inhibitions");
        assertThat(subscription("shop").path("description").isNull()).isTrue();

        CommandRun applied = run("apply", folder.toString());
        assertThat(applied.code()).as(applied.text()).isZero();
        assertThat(subscription("shop").path("description").asText()).isEqualTo("on call");
        assertThat(run("plan", folder.toString()).code()).isZero();
    }

    @Test
    @Order(3)
    void what_a_person_changed_at_the_hub_is_told_and_taken_back() {
        ObjectNode row = Payloads.subscription("shop", "https://hook.example/in", List.of("P1"));
        row.put("name", "hook / all").put("webhook_format", "event.v1");
        row.putObject("webhook_headers").put("Authorization", "***");
        String id = subscription("hook / all").path("_id").asText();
        assertThat(hub.call("PUT", SUBSCRIBE + id, Payloads.text(row)).statusCode())
                .isEqualTo(200);

        CommandRun plan = run("plan", folder.toString());
        assertThat(plan.out()).contains("hook / all  (a person changed it at the hub)", "event_level is [");

        assertThat(run("apply", folder.toString()).code()).isZero();
        assertThat(subscription("hook / all").at("/event_level/0").asText()).isEqualTo("P0");
    }

    @Test
    @Order(4)
    void a_new_file_is_made_and_one_whose_secret_is_not_set_changes_nothing() throws IOException {
        Files.writeString(
                folder.resolve("inhibitions/racks.yaml"),
                "name: racks\nsource_matchers:\n- {name: alertname, value: RackDown}\ntarget_matchers:\n- {name: level, value: P2}\n");
        Path bot = Files.writeString(
                folder.resolve("bots/new.yaml"),
                "channel: Slack\nbot_id: another-bot\nsecret: ${env:NO_SUCH_VARIABLE}\n");

        CommandRun refused = run("apply", folder.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("NO_SUCH_VARIABLE");
        assertThat(run("plan", folder.toString()).out())
                .contains("create bots Slack another-bot", "create inhibitions racks");

        Files.delete(bot);
        assertThat(run("apply", folder.toString()).code()).isZero();
        assertThat(run("plan", folder.toString()).code()).isZero();
    }

    @Test
    @Order(5)
    void only_what_the_folder_has_applied_is_deleted_and_only_when_it_is_pruned() throws IOException {
        hub.created(
                "inhibition",
                Map.of(
                        "name", "by hand",
                        "source_matchers", List.of(Map.of("name", "alertname", "value", "X")),
                        "target_matchers", List.of(Map.of("name", "level", "value", "P2"))));
        Files.delete(folder.resolve("inhibitions/racks.yaml"));

        assertThat(run("plan", folder.toString()).err()).contains("left over: inhibitions racks", "1 at the hub");
        run("apply", folder.toString());
        assertThat(inhibitions()).contains("racks");
        CommandRun pruned = run("apply", folder.toString(), "--prune");

        assertThat(pruned.out()).contains("delete inhibitions racks");
        assertThat(inhibitions()).doesNotContain("racks").contains("by hand", "hosts");
    }

    @Test
    @Order(6)
    void connects_data_sources_tasks_and_heartbeats_go_out_and_come_into_an_empty_hub() throws IOException {
        ThresholdFiles.write(folder);

        CommandRun applied = run("apply", folder.toString());
        assertThat(applied.code()).as(applied.text()).isZero();
        assertThat(applied.out())
                .contains("create connects prod", "create datasources Prometheus load", "create tasks load of all")
                .contains("create heartbeats watchdog", "create templates intelligent_threshold_agent Lark")
                .doesNotContain("t0ken");
        assertThat(run("plan", folder.toString()).code()).isZero();
        Path copy = folder.resolve("copy");
        assertThat(run("export", copy.toString()).code()).isZero();
        assertThat(joined(copy.resolve("datasources")))
                .contains("is_active: false", "connect_name: prod", "metric_name: node_load1")
                .doesNotContain("_id", "connect:");
        assertThat(joined(copy.resolve("tasks")))
                .contains("datasource: load", "n_count: 3")
                .doesNotContain("_id", "status", "progress");
    }

    @Test
    @Order(7)
    void a_task_is_asked_anew_and_what_cannot_be_changed_is_said() {
        edit("tasks/load.yaml", "n_count: 3", "n_count: 5\nauto_update: true");
        edit("heartbeats/watchdog.yaml", "300", "600");
        edit("datasources/spare.yaml", "is_active: false", "is_active: true");

        assertThat(run("plan", folder.toString()).out())
                .contains("change tasks load of all", "n_count is 3, expected 5", "change heartbeats watchdog");
        assertThat(run("apply", folder.toString()).code()).isZero();
        assertThat(run("plan", folder.toString()).code()).isZero();

        assertThat(run("plan", "load of none").err()).contains("there is no task load of none");
        edit("tasks/load.yaml", "projects: [shop]", "projects: [other]");
        CommandRun refused = run("apply", folder.toString());
        assertThat(refused.err()).contains("the task load of all has another projects");
        edit("tasks/load.yaml", "projects: [other]", "projects: [shop]\nis_active: false");
        assertThat(run("plan", folder.toString()).err())
                .contains("tasks/load.yaml: is_active cannot be written for tasks");
        edit("tasks/load.yaml", "\nis_active: false", "");
    }

    @Test
    @Order(8)
    void what_another_folder_has_applied_is_named_and_taken_over_only_on_demand() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("subscriptions"));
        Files.writeString(
                other.resolve("subscriptions/shop.yaml"),
                read("subscriptions/shop.yaml").replace("on call", "of others"));

        assertThat(run("plan", other.toString()).out())
                .containsPattern("change subscriptions shop {2}\\(owned by [^ )]+-[0-9a-f]{8}\\)");
        CommandRun refused = run("apply", other.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("subscriptions shop is owned by ", "--take-over");
        assertThat(subscription("shop").path("description").asText()).isEqualTo("on call");

        assertThat(run("apply", other.toString(), "--take-over").code()).isZero();
        assertThat(subscription("shop").path("description").asText()).isEqualTo("of others");
        assertThat(run("plan", other.toString()).code()).isZero();
        assertThat(run("plan", folder.toString()).out()).contains("change subscriptions shop  (owned by other-");
        assertThat(run("apply", folder.toString(), "--prune").err()).contains("is owned by other-");
    }

    @Test
    @Order(9)
    void a_folder_that_cannot_be_read_says_where() throws IOException {
        Files.writeString(folder.resolve("inhibitions/broken.yaml"), "target_matchers: []\n");

        CommandRun run = run("plan", folder.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("broken.yaml: name is missing");
        assertThat(run("plan", "no-such-folder").code()).isEqualTo(2);
    }

    private static JsonNode subscription(String name) {
        JsonNode rows = Hub.json(hub.call("GET", SUBSCRIBE + "?limit=100", "")).path("data");
        for (JsonNode row : rows) {
            if (row.path("name").asText().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("no subscription " + name + " in " + rows);
    }

    private static String inhibitions() {
        return hub.call("GET", "/apis/v1/manager/event-center/inhibition", "").body();
    }

    private static String suffix(String kind) {
        try (Stream<Path> files = Files.list(folder.resolve(kind))) {
            return files.map(file -> file.getFileName().toString().replaceFirst(".*-", ""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String joined(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> read(folder.relativize(file).toString()))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(String file, String from, String to) {
        String text = read(file);
        assertThat(text).contains(from);
        try {
            Files.writeString(folder.resolve(file), text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandRun run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", hub.url(), "--token", Hub.ADMIN_TOKEN));
        return CommandRun.by(all.toArray(String[]::new));
    }
}
