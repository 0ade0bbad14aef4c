package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.subscription.ManagedApi.SUBSCRIBE;
import static routes.api.subscription.ManagedApi.subscription;
import static routes.api.subscription.ManagedApi.withWebhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SubscriptionSecretsTest {
    private static final String SIGNING = "whsec_" + "QUFB".repeat(10);
    private static final String SUCCESSOR = "whsec_" + "Q".repeat(32);
    private static ManagedApi api;

    @BeforeAll
    static void start() throws Exception {
        api = ManagedApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void empty() {
        api.empty();
    }

    @Test
    void secrets_are_encrypted_at_rest_and_hidden_in_every_answer() throws Exception {
        ObjectNode body = withWebhook("shop").put("webhook_secret", SIGNING).put("webhook_format", "event.v1");

        JsonNode created = api.data("POST", SUBSCRIBE, body.toString(), 201);
        String id = created.get("_id").textValue();
        JsonNode changed = api.data("PUT", SUBSCRIBE + id, body.toString(), 200);

        for (JsonNode answer : List.of(created, changed, api.read(SUBSCRIBE + id), api.read(SUBSCRIBE))) {
            assertThat(answer.toString())
                    .contains("\"Authorization\":\"***\"")
                    .doesNotContain("s3cret", SIGNING, "v1:k1");
        }
        assertThat(stored().toJson()).contains("v1:k1:").doesNotContain("s3cret", SIGNING);
    }

    @Test
    void stars_keep_a_header_and_a_rename_of_case_does_too() throws Exception {
        String id = api.create(withWebhook("shop"));
        String sealed = header("Authorization");
        ObjectNode same = withWebhook("shop");
        same.putObject("webhook_headers").put("Authorization", "***").put("X-New", "n3w");

        api.data("PUT", SUBSCRIBE + id, same.toString(), 200);
        assertThat(header("Authorization")).isEqualTo(sealed);
        assertThat(header("X-New")).startsWith("v1:k1:");

        ObjectNode renamed = withWebhook("shop");
        renamed.putObject("webhook_headers").put("authorization", "***");
        api.data("PUT", SUBSCRIBE + id, renamed.toString(), 200);
        assertThat(header("authorization")).startsWith("v1:k1:").isNotEqualTo(sealed);
        ObjectNode unknown = withWebhook("shop");
        unknown.putObject("webhook_headers").put("X-Other", "***");
        assertThat(api.refused("PUT", SUBSCRIBE + id, unknown.toString(), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("webhook_headers.X-Other");
    }

    @Test
    void stored_headers_do_not_follow_a_webhook_to_another_host() throws Exception {
        String id = api.create(withWebhook("shop"));
        String sealed = header("Authorization");
        ObjectNode moved = withWebhook("shop").put("webhook_endpoint", "https://elsewhere.example/hook");
        moved.putObject("webhook_headers").put("Authorization", "***");

        assertThat(api.refused("PUT", SUBSCRIBE + id, moved.toString(), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("webhook_headers");
        assertThat(header("Authorization")).isEqualTo(sealed);

        moved.putObject("webhook_headers").put("Authorization", "an0ther");
        api.data("PUT", SUBSCRIBE + id, moved.toString(), 200);
        assertThat(header("Authorization")).startsWith("v1:k1:").isNotEqualTo(sealed);
    }

    @Test
    void plain_text_of_a_taken_over_database_is_encrypted_at_the_next_write() throws Exception {
        String id = api.create(subscription("shop"));
        api.database()
                .getCollection("veaiops__event_subscribe")
                .updateMany(
                        new Document(),
                        new Document("$set", new Document("webhook_headers", new Document("X-Key", "pl41n"))));
        assertThat(api.read(SUBSCRIBE + id).toString())
                .contains("\"X-Key\":\"***\"")
                .doesNotContain("pl41n");

        api.data("PUT", SUBSCRIBE + id, subscription("shop").toString(), 200);

        assertThat(header("X-Key")).startsWith("v1:k1:").doesNotContain("pl41n");
    }

    @Test
    void a_signing_secret_is_made_when_it_is_needed_and_shown_once() throws Exception {
        String id = api.create(withWebhook("shop"));
        ObjectNode signed = withWebhook("shop").put("webhook_format", "event.v1");

        String made = api.data("PUT", SUBSCRIBE + id, signed.toString(), 200)
                .get("webhook_secret")
                .textValue();
        String again = api.data(
                        "PUT",
                        SUBSCRIBE + id,
                        signed.put("webhook_secret", "***").toString(),
                        200)
                .get("webhook_secret")
                .textValue();

        assertThat(made).startsWith("whsec_");
        assertThat(again).isEqualTo("***");
        assertThat(stored().toJson()).doesNotContain(made);
    }

    @Test
    void a_signing_secret_that_is_replaced_signs_beside_its_successor_for_a_day() throws Exception {
        String id = api.create(signed(SIGNING));

        JsonNode same = api.data("PUT", SUBSCRIBE + id, signed(SIGNING).toString(), 200);
        assertThat(same.get("webhook_secret_previous_until").isNull()).isTrue();
        JsonNode changed = api.data("PUT", SUBSCRIBE + id, signed(SUCCESSOR).toString(), 200);
        assertThat(changed.get("webhook_secret_previous_until").textValue()).isNotBlank();
        JsonNode kept = api.data("PUT", SUBSCRIBE + id, signed("***").toString(), 200);

        assertThat(kept.get("webhook_secret_previous_until")).isEqualTo(changed.get("webhook_secret_previous_until"));
        assertThat(stored().getString("webhook_secret_previous")).startsWith("v1:k1:");
        assertThat(stored().toJson()).doesNotContain(SIGNING, SUCCESSOR);
        assertThat(kept.toString()).doesNotContain(SIGNING, SUCCESSOR);
    }

    @Test
    void the_overlap_of_two_signing_secrets_is_as_long_as_is_asked_and_can_be_ended() throws Exception {
        String id = api.create(signed(SIGNING));

        api.data("PUT", SUBSCRIBE + id, overlapping(SUCCESSOR, 0).toString(), 200);
        assertThat(stored().getString("webhook_secret_previous")).isNull();
        api.data("PUT", SUBSCRIBE + id, overlapping(SIGNING, 600).toString(), 200);
        assertThat(stored().getString("webhook_secret_previous")).isNotNull();
        api.data("PUT", SUBSCRIBE + id, overlapping("***", 0).toString(), 200);
        assertThat(stored().getString("webhook_secret_previous")).isNull();

        assertThat(api.refused(
                                "PUT",
                                SUBSCRIBE + id,
                                overlapping("***", 2_592_001).toString(),
                                422,
                                "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("webhook_secret_overlap_seconds");
    }

    private static ObjectNode signed(String secret) {
        return withWebhook("shop").put("webhook_format", "event.v1").put("webhook_secret", secret);
    }

    private static ObjectNode overlapping(String secret, int seconds) {
        return signed(secret).put("webhook_secret_overlap_seconds", seconds);
    }

    private static Document stored() {
        return api.database().getCollection("veaiops__event_subscribe").find().first();
    }

    private static String header(String name) {
        return stored().get("webhook_headers", Document.class).getString(name);
    }
}
