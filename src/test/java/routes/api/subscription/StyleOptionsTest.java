package routes.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.api.subscription.ManagedApi.SUBSCRIBE;
import static routes.api.subscription.ManagedApi.subscription;
import static routes.api.subscription.ManagedApi.withWebhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.subscription.Subscription.Wording;

/** How a subscription wants its messages to be written. */
@Tag("slow")
class StyleOptionsTest {
    @TempDir
    private static Path folder;

    private static ManagedApi api;

    @BeforeAll
    static void start() throws Exception {
        write("webhook/pager.opened.fr.mustache", "{{title}}");
        write("slack/night.mustache", "{\"text\": \"{{title}}\"}");
        write("wecom/opened.en.mustache", "{\"msgtype\": \"text\", \"text\": {\"content\": \"{{title}}\"}}");
        api = ManagedApi.withTemplates(folder);
    }

    private static void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
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
    void template_language_and_zone_are_kept_until_a_put_says_otherwise_and_count_at_once() throws Exception {
        String id = api.create(subscription("shop")
                .put("message_template", "pager")
                .put("message_language", "zh")
                .put("message_time_zone", "Asia/Shanghai"));
        Wording created = api.book().wordingOf(id);

        JsonNode kept = api.data("PUT", SUBSCRIBE + id, subscription("renamed").toString(), 200);
        JsonNode changed = api.data(
                "PUT",
                SUBSCRIBE + id,
                subscription("renamed")
                        .putNull("message_template")
                        .put("message_language", "en")
                        .toString(),
                200);

        assertThat(created).isEqualTo(new Wording("pager", "zh", ZoneId.of("Asia/Shanghai"), Map.of()));
        assertThat(kept.get("message_template").textValue()).isEqualTo("pager");
        assertThat(kept.get("message_language").textValue()).isEqualTo("zh");
        assertThat(changed.get("message_template").isNull()).isTrue();
        assertThat(api.read(SUBSCRIBE + id).get("data")).isEqualTo(changed);
        assertThat(api.book().wordingOf(id)).isEqualTo(new Wording("", "en", ZoneId.of("Asia/Shanghai"), Map.of()));
    }

    @Test
    void without_a_word_of_it_everything_is_as_usual() throws Exception {
        String id = api.create(subscription("shop"));

        JsonNode read = api.read(SUBSCRIBE + id).get("data");

        assertThat(read.get("message_template").isNull()).isTrue();
        assertThat(read.get("message_language").isNull()).isTrue();
        assertThat(read.get("message_time_zone").isNull()).isTrue();
        assertThat(api.book().wordingOf(id)).isEqualTo(Wording.USUAL);
    }

    @Test
    void one_that_is_switched_off_keeps_its_words_for_what_still_waits() throws Exception {
        String id = api.create(subscription("shop").put("message_language", "zh"));

        api.data("PUT", SUBSCRIBE + id + "/toggle", "{\"active\":false}", 200);

        assertThat(api.book().wordingOf(id).language()).isEqualTo("zh");
    }

    @Test
    void a_template_that_nobody_wrote_is_refused_with_those_that_there_are() throws Exception {
        JsonNode error = refused(subscription("shop").put("message_template", "pagr"));

        assertThat(error.get("field").textValue()).isEqualTo("message_template");
        assertThat(error.get("message").textValue()).contains("[night, pager]");
        assertThat(api.read(SUBSCRIBE).get("data")).isEmpty();
    }

    @Test
    void the_id_of_a_card_that_lark_keeps_is_a_template_too() throws Exception {
        String id = api.create(subscription("shop").put("message_template", "AAqCtEzzHFrJI"));

        assertThat(api.book().wordingOf(id).template()).isEqualTo("AAqCtEzzHFrJI");
    }

    @Test
    void a_language_is_one_in_which_something_is_written() throws Exception {
        JsonNode error = refused(subscription("shop").put("message_language", "de"));

        assertThat(error.get("field").textValue()).isEqualTo("message_language");
        assertThat(error.get("message").textValue()).contains("[en, fr, zh]");
        assertThat(api.create(subscription("french").put("message_language", "fr")))
                .isNotEmpty();
    }

    @Test
    void a_zone_that_there_is_not_is_refused_with_an_example() throws Exception {
        JsonNode error = refused(subscription("shop").put("message_time_zone", "Mars/Olympus"));

        assertThat(error.get("field").textValue()).isEqualTo("message_time_zone");
        assertThat(error.get("message").textValue()).contains("Asia/Shanghai");
    }

    @Test
    void a_refused_put_changes_nothing() throws Exception {
        String id = api.create(subscription("shop").put("message_language", "zh"));
        ObjectNode wrong = subscription("renamed").put("message_template", "nobody");

        api.refused("PUT", SUBSCRIBE + id, wrong.toString(), 422, "invalid_field");

        assertThat(api.read(SUBSCRIBE + id).at("/data/name").textValue()).isEqualTo("shop");
    }

    @Test
    void a_webhook_may_take_text_and_gets_a_secret_to_check_it_by() throws Exception {
        JsonNode created = api.data(
                "POST",
                SUBSCRIBE,
                withWebhook("shop").put("webhook_format", "text").toString(),
                201);

        assertThat(created.get("webhook_format").textValue()).isEqualTo("text");
        assertThat(created.get("webhook_secret").textValue()).startsWith("whsec_");
    }

    @Test
    void whom_its_messages_call_is_kept_and_refused_for_a_channel_that_it_does_not_send_by() throws Exception {
        api.addBot();
        String strategy = api.data(
                        "POST",
                        ManagedApi.STRATEGY,
                        ManagedApi.strategy("night").toString(),
                        201)
                .get("id")
                .textValue();
        ObjectNode night = subscription("shop");
        night.putArray("inform_strategy_ids").add(strategy);
        night.putObject("message_mentions").put("Lark", "P0: all; P1: ou_1");

        String id = api.create(night);
        night.putObject("message_mentions").put("Slack", "U1");
        JsonNode error = api.refused("PUT", SUBSCRIBE + id, night.toString(), 422, "invalid_field");

        assertThat(error.get("field").textValue()).isEqualTo("message_mentions.Slack");
        assertThat(error.get("message").textValue()).contains("they send by [Lark]");
        assertThat(api.book().wordingOf(id).mentions()).containsOnly(Map.entry("Lark", "P0: all; P1: ou_1"));
        api.data("PUT", SUBSCRIBE + id, night.putNull("message_mentions").toString(), 200);
        assertThat(api.book().wordingOf(id)).isEqualTo(Wording.USUAL);
    }

    private static JsonNode refused(ObjectNode body) throws Exception {
        return api.refused("POST", SUBSCRIBE, body.toString(), 422, "invalid_field");
    }
}
