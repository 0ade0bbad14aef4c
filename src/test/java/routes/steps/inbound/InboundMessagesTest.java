package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.steps.inbound.InboundLark.mention;
import static routes.steps.inbound.InboundLark.said;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.common.json.Json;
import routes.fakes.PlatformAnswer;
import routes.fakes.PublicSchema;

/** What becomes of messages. */
@Tag("slow")
class InboundMessagesTest {
    private static InboundLark inbound;

    @BeforeAll
    static void start() throws Exception {
        inbound = new InboundLark();
    }

    @AfterAll
    static void stop() {
        inbound.close();
    }

    @BeforeEach
    void forget() {
        inbound.forget();
    }

    @Test
    void a_message_is_stored_and_published_with_names_in_place_of_keys() {
        ObjectNode event = said("om_1", "text", "{\"text\":\"@_user_1 hi\"}");
        mention(event, "@_user_1", "ou_bot", "Bot");

        take(event);

        JsonNode published = inbound.published().get(0);
        assertThat(published.path("msg").asText()).isEqualTo("{\"text\":\"@Bot hi\"}");
        assertThat(published.path("text").asText()).isEqualTo("@Bot hi");
        assertThat(published.path("is_mentioned").asBoolean()).isTrue();
        assertThat(published.path("msg_time").asText()).isEqualTo("2021-01-01T00:00:00.000Z");
        assertThat(PublicSchema.named("message").problemsOf(published)).isEmpty();
        assertThat(stored("om_1").getString("msg")).isEqualTo("{\"text\":\"@Bot hi\"}");
        assertThat(stored("om_1").getString("channel")).isEqualTo("Lark");
    }

    @Test
    void the_same_message_eight_times_at_once_is_one_message_published_once() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        ObjectNode event = said("om_8", "text", "{\"text\":\"once\"}");
        List<Callable<Void>> deliveries = Collections.nCopies(8, () -> {
            inbound.work(sameMessageOtherEvent(event));
            return null;
        });

        for (var delivery : threads.invokeAll(deliveries)) {
            delivery.get();
        }
        take(event);
        threads.shutdown();

        assertThat(inbound.collection("veaiops__chatops_message").countDocuments())
                .isEqualTo(1);
        assertThat(inbound.published().stream()
                        .map(one -> one.path("msg_id").asText())
                        .distinct())
                .containsExactly("om_8");
        int before = inbound.published().size();
        take(event);
        assertThat(inbound.published()).as("a later delivery publishes nothing").hasSize(before);
    }

    private static synchronized InboundEvent sameMessageOtherEvent(ObjectNode event) {
        return inbound.event(EventTypes.MESSAGE, event.deepCopy());
    }

    @Test
    void a_key_is_no_part_of_a_longer_key_and_a_name_may_hold_anything() {
        ObjectNode event = said("om_2", "text", "{\"text\":\"@_user_10 and @_user_1 and @_all\"}");
        mention(event, "@_user_1", "ou_a", "A \"quoted\" $1");
        mention(event, "@_user_10", "ou_b", "Bob");

        take(event);

        assertThat(inbound.published().get(0).path("text").asText()).isEqualTo("@Bob and @A \"quoted\" $1 and @all");
        assertThat(inbound.published().get(0).path("is_mentioned").asBoolean()).isFalse();
    }

    @Test
    void a_conversation_with_the_bot_alone_means_the_bot_unless_a_bot_speaks() {
        ObjectNode person = said("om_3", "text", "{\"text\":\"hello\"}");
        person.withObject("/message").put("chat_type", "p2p");
        ObjectNode robot = said("om_4", "text", "{\"text\":\"hello\"}");
        robot.withObject("/message").put("chat_type", "p2p");
        robot.withObject("/sender").put("sender_type", "app");

        take(person);
        take(robot);

        assertThat(inbound.published().get(0).path("is_mentioned").asBoolean()).isTrue();
        assertThat(inbound.published().get(1).path("is_mentioned").asBoolean()).isFalse();
    }

    @Test
    void a_post_is_read_from_its_title_to_its_last_row() {
        take(
                said(
                        "om_5",
                        "post",
                        "{\"title\":\"Plan\",\"content\":[[{\"tag\":\"text\",\"text\":\"Hello\"},{\"tag\":\"a\",\"text\":\"Link\","
                                + "\"href\":\"https://e.x\"}],[{\"tag\":\"at\",\"user_id\":\"ou_a\",\"user_name\":\"Ann\"}]]}"));

        assertThat(texts()).containsExactly("Plan\n", "Hello", "[Link](https://e.x)\n", "@Ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file | {\"file_key\":\"f\",\"file_name\":\"log.txt\"} | [file: log.txt]",
                "audio | {\"file_key\":\"f\"} | [audio]",
                "sticker | {\"file_key\":\"f\"} | [sticker]",
                "share_chat | {\"chat_id\":\"oc\"} | [a chat was shared]",
                "code_block | {\"language\":\"JAVA\",\"text\":\"int a;\"} | '```java\nint a;\n```'",
                "interactive | {\"header\":{\"title\":{\"tag\":\"plain_text\",\"content\":\"Alarm\"}}} | Alarm",
                "hologram | {\"x\":1} | [hologram]"
            })
    void what_a_model_cannot_read_has_a_text_that_stands_for_it(String type, String content, String text) {
        take(said("om_" + type, type, content));

        assertThat(texts()).containsExactly(text);
    }

    @Test
    void an_image_is_fetched_scaled_and_kept_beside_the_message() throws Exception {
        inbound.lark.messages().image("img_1", png(4000, 1000));

        take(said("om_6", "image", "{\"image_key\":\"img_1\"}"));

        String uri = inbound.published()
                .get(0)
                .at("/msg_llm_compatible/0/fileData/fileUri")
                .asText();
        Document file = inbound.collection("veaiops__chatops_file")
                .find(new Document("_id", uri.replace("veaiops-file:", "")))
                .first();
        BufferedImage kept = ImageIO.read(
                new ByteArrayInputStream(file.get("bytes", Binary.class).getData()));
        String path = "/apis/v1/manager/chatops/files/" + uri.replace("veaiops-file:", "");
        assertThat(inbound.http().get(path).headers().firstValue("content-type"))
                .hasValue("image/jpeg");
        assertThat(kept.getWidth()).isEqualTo(1600);
        assertThat(kept.getHeight()).isEqualTo(400);
        assertThat(stored("om_6").toJson()).doesNotContain("base64");
    }

    @Test
    void a_message_is_stored_before_its_image_is_asked_for() throws Exception {
        inbound.lark.messages().image("img_late", png(10, 10));
        AtomicBoolean storedBefore = new AtomicBoolean();
        inbound.lark.whenAnswered((call, answer) -> storedBefore.compareAndSet(
                false, call.path().endsWith("/resources/img_late") && stored("om_late") != null));

        take(said("om_late", "image", "{\"image_key\":\"img_late\"}"));

        assertThat(storedBefore).isTrue();
    }

    @Test
    void an_image_that_the_platform_does_not_give_has_a_text_that_stands_for_it() {
        take(said("om_7", "image", "{\"image_key\":\"img_gone\"}"));

        assertThat(texts()).containsExactly("[image]");
    }

    @Test
    void forwarded_messages_are_read_in_their_order_with_their_writers() throws Exception {
        ArrayNode items = (ArrayNode)
                Json.mapper()
                        .readTree(
                                """
                        [{"message_id":"om_9","msg_type":"merge_forward","body":{"content":"Merged"}},
                         {"message_id":"om_a","msg_type":"text","sender":{"id":"ou_x"},
                          "body":{"content":"{\\"text\\":\\"@_user_1 x\\"}"},
                          "mentions":[{"key":"@_user_1","id":"ou_y","name":"Yan"}]},
                         {"message_id":"om_b","msg_type":"text","sender":{"id":"ou_z"},
                          "body":{"content":"{\\"text\\":\\"y\\"}"}}]
                        """);
        inbound.lark.messages().message("om_9", items);

        take(said("om_9", "merge_forward", "Merged and Forwarded Message"));

        assertThat(texts()).containsExactly("<forwarded: ou_x>", "@Yan x", "<forwarded: ou_z>", "y");
    }

    @Test
    void a_forward_of_forwards_is_asked_for_once_and_read_to_a_bound() {
        ArrayNode items = Json.mapper().createArrayNode();
        items.addObject().put("message_id", "om_deep").put("msg_type", "merge_forward");
        items.addObject().put("message_id", "om_within").put("msg_type", "merge_forward");
        for (int item = 0; item < 60; item++) {
            ObjectNode text = items.addObject().put("message_id", "om_" + item).put("msg_type", "text");
            text.putObject("sender").put("id", "ou_x");
            text.putObject("body").put("content", "{\"text\":\"said " + item + "\"}");
        }
        inbound.lark.messages().message("om_deep", items);

        take(said("om_deep", "merge_forward", "Merged and Forwarded Message"));

        assertThat(texts()).hasSize(2 * 50 + 1).contains("said 49").endsWith("[more forwarded messages]");
        assertThat(inbound.lark.calls())
                .filteredOn(call -> call.path().contains("/im/v1/messages/"))
                .hasSize(1);
    }

    @Test
    void a_chat_that_no_event_named_is_looked_up_by_its_id() {
        take(said("om_c", "text", "{\"text\":\"x\"}"));

        Document chat = inbound.collection("veaiops__chatops_chat").find().first();
        assertThat(chat.getString("name")).isEqualTo("Ops");
        assertThat(chat.getBoolean("is_active")).isTrue();
    }

    @Test
    void a_message_that_fails_is_kept_among_the_dead_with_its_reason_and_can_be_revived() throws Exception {
        for (int time = 0; time < 2; time++) {
            inbound.lark.next(call -> call.path().contains("/chats/"), PlatformAnswer.reset());
        }
        InboundEvent failing = inbound.event(EventTypes.MESSAGE, said("om_d", "text", "{\"text\":\"x\"}"));

        inbound.work(failing);

        Document dead = inbound.collection("veaiops__inbound_event").find().first();
        assertThat(dead.getString("state")).isEqualTo("DEAD");
        assertThat(dead.getString("reason")).contains("Away");
        assertThat(inbound.log.values("veaiops.inbound.dead")).hasSize(1);
        assertThat(inbound.published()).isEmpty();

        String path = "/apis/v1/manager/chatops/dead-events";
        assertThat(inbound.http().get(path).body())
                .contains(dead.getString("_id"))
                .contains("om_d");
        assertThat(inbound.http()
                        .json("POST", path + "/" + dead.getString("_id") + "/replay", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(inbound.log.values("veaiops.inbound")).hasSize(1);

        inbound.work(failing);

        assertThat(inbound.published()).hasSize(1);
        assertThat(inbound.collection("veaiops__inbound_event").find().first().getString("state"))
                .isEqualTo("DONE");
    }

    private static void take(ObjectNode event) {
        inbound.work(inbound.event(EventTypes.MESSAGE, event));
    }

    private static List<String> texts() {
        return inbound.published().get(0).path("msg_llm_compatible").findValuesAsText("text");
    }

    private static Document stored(String messageId) {
        return inbound.collection("veaiops__chatops_message")
                .find(new Document("msg_id", messageId))
                .first();
    }

    private static byte[] png(int width, int height) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", bytes);
        return bytes.toByteArray();
    }
}
