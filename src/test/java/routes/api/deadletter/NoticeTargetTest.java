package routes.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.fakes.SampleEvent;
import routes.notice.FailingTarget;
import routes.notice.FailureReason;
import routes.notice.Notice;
import routes.notice.NoticeFixtures;
import routes.notice.ShownTarget;
import routes.subscription.Subscription;

/** What people see of a target: no secret, and enough to name it again. */
@Tag("slow")
class NoticeTargetTest extends NoticesOverHttp {
    private static final String TARGETS = "/apis/v1/manager/event-center/targets";

    @Test
    void the_secret_in_a_target_is_not_shown_and_both_forms_find_it() throws Exception {
        List<String> ids = letters.dead(2);
        String whole = "https://me:s3cret@target/hook/s3cret-7x?key=s3cret";
        String alike = "https://***@target/hook/***?key=***";
        String masked = alike + "~" + ShownTarget.print(whole);
        aim(ids.get(0), whole);

        for (String asked : List.of(masked, alike, whole)) {
            HttpResponse<String> found =
                    api.get(NOTICES + "?target=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
            assertThat(read(found).get("total").intValue()).isOne();
            assertThat(read(found).at("/data/0/target").textValue()).isEqualTo(masked);
            assertThat(found.body()).doesNotContain("s3cret");
        }
        assertThat(api.get(NOTICES + "/" + ids.get(0)).body()).contains(masked).doesNotContain("s3cret");
    }

    @Test
    void of_two_targets_that_look_alike_what_is_shown_names_one() throws Exception {
        List<String> ids = letters.dead(2);
        aim(ids.get(0), "https://target/services/T024BE7LD/Xf9mJq2VtR8s");
        aim(ids.get(1), "https://target/services/T024BE7LD/Qw3rTy6uIoP9");

        String shown =
                read(api.get(NOTICES + "/" + ids.get(0))).at("/data/target").textValue();

        assertThat(found(shown)).containsExactly(ids.get(0));
        assertThat(found("https://target/services/***/***")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_notice_of_before_is_found_by_its_looks() throws Exception {
        String id = letters.dead(1).get(0);
        aim(id, "https://target/services/T024BE7LD");
        letters.stored().updateMany(new Document(), new Document("$unset", new Document("target_print", 1)));

        assertThat(found(ShownTarget.of("https://target/services/T024BE7LD"))).containsExactly(id);
    }

    private static List<String> found(String target) throws Exception {
        return read(api.get(NOTICES + "?target=" + URLEncoder.encode(target, StandardCharsets.UTF_8)))
                .get("data")
                .findValuesAsText("_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://target/hook?key=***~PRINT", "https://target/hook?key=s3cret"})
    void a_replay_takes_the_target_in_both_forms_and_shows_the_masked_one(String form) throws Exception {
        List<String> ids = letters.dead(2);
        aim(ids.get(0), "https://target/hook?key=s3cret");
        String masked = ShownTarget.of("https://target/hook?key=s3cret");
        String asked = form.replace("***~PRINT", masked.substring(masked.indexOf('*')));

        HttpResponse<String> begun = replay("r-1", "{\"filter\":{\"target\":\"" + asked + "\"}}");

        assertThat(read(begun).at("/data/filter/target").textValue()).isEqualTo(masked);
        assertThat(begun.body()).doesNotContain("s3cret");
        Awaitility.await().until(() -> progress("r-1").get("state").textValue().equals("DONE"));
        assertThat(letters.stored(ids.get(0)))
                .containsEntry("state", "PENDING")
                .containsEntry("target", "https://target/hook?key=s3cret");
        assertThat(letters.stored(ids.get(1))).containsEntry("state", "DEAD");
    }

    @Test
    void a_target_that_is_off_is_listed_without_its_secret_and_can_be_switched_on() throws Exception {
        PublishedEvent event = SampleEvent.anEvent().build();
        Subscription.Target secret =
                new Subscription.Target("Webhook", "https://hook.example/s3cret", null, "event.v1");
        targets.failed(Notice.reply(event, secret, NOW), FailureReason.TIMEOUT, "no answer", NOW);
        FailingTarget off = targets.failed(NoticeFixtures.aNotice(event), FailureReason.GONE, "HTTP 410", NOW);
        targets.switchOff(off.id(), NOW);

        HttpResponse<String> listed = api.get(TARGETS);

        assertThat(listed.body()).doesNotContain("s3cret");
        JsonNode shown = read(listed).get("data");
        assertThat(shown).hasSize(2);
        assertThat(shown.findValuesAsText("state")).containsExactlyInAnyOrder("failing", "off");
        JsonNode gone = shown.get(shown.get(0).path("state").asText().equals("off") ? 0 : 1);
        assertThat(gone.path("reason").asText()).isEqualTo("gone");
        assertThat(gone.path("off_since").asText()).isNotEmpty();
        assertThat(gone.at("/subscriptions/" + "c".repeat(24)).asText()).isEqualTo("all");
        HttpResponse<String> on = api.send(
                api.request("POST", TARGETS + "/" + off.id() + "/switch-on").build());
        assertThat(read(on).at("/data/state").asText()).isEqualTo("on");
        assertThat(targets.all()).extracting(FailingTarget::reason).containsExactly("timeout");
        assertThat(api.send(api.request("POST", TARGETS + "/" + off.id() + "/switch-on")
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    private void aim(String id, String target) {
        letters.stored()
                .updateOne(
                        new Document("_id", new ObjectId(id)),
                        new Document(
                                "$set",
                                new Document("target", target).append("target_print", ShownTarget.print(target))));
    }

    private static JsonNode progress(String id) throws Exception {
        return read(api.get(NOTICES + "/replay/" + id)).get("data");
    }

    private static HttpResponse<String> replay(String key, String body) throws Exception {
        return api.send(api.request("POST", NOTICES + "/replay")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .method("POST", BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
