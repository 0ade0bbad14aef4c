package routes.api.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoCollection;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;
import routes.http.RunningApi;
import routes.store.CollectionNames;
import routes.store.MongoErasure;
import routes.store.StoreIndexes;
import routes.store.WireServer;

/** A person and a chat are erased over HTTP; all that is stored of others stays. */
@Tag("slow")
class ErasureApiTest {
    private static final String PERSONS = "/apis/v1/manager/chatops/persons/";
    private static final String CHATS = "/apis/v1/manager/chatops/chats/";
    private static final WireServer STORE = WireServer.start();
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        StoreIndexes.create(STORE.database());
        StoreIndexes.create(STORE.database());
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                List.of(),
                Map.of("erasureApi", new ErasureApi(new MongoErasure(STORE.database()))),
                Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
        STORE.close();
    }

    @BeforeEach
    void fill() {
        STORE.database().listCollectionNames().forEach(name -> collection(name).deleteMany(new Document()));
        message("Lark", "om_1", "ou_ann", "oc_ops", "disk is full");
        message("Lark", "om_2", "ou_bob", "oc_ops", "@Ann \\\"A\\\" look");
        mention("om_2", "ou_ann", "Ann \"A\"");
        message("Slack", "1.2", "ou_ann", "C1", "same id elsewhere");
        collection(CollectionNames.MESSAGE_FILE)
                .insertOne(new Document("_id", "f1")
                        .append("message", "Lark bot om_1")
                        .append("bytes", new Binary(new byte[1])));
        collection(CollectionNames.CHAT)
                .insertOne(
                        new Document("channel", "Lark").append("bot_id", "bot").append("chat_id", "oc_ops"));
        ObjectId event = new ObjectId();
        collection(CollectionNames.EVENT)
                .insertOne(new Document("_id", event)
                        .append("acknowledged_by", "ou_ann")
                        .append("acknowledged_at", new Date(0)));
        collection(CollectionNames.NOTICE)
                .insertOne(new Document("target", "oc_ops").append("out_message_ids", List.of("card")));
        feedback(event, "ou_ann");
        feedback(event, "ou_bob");
        collection(CollectionNames.SILENCE).insertOne(new Document("created_by", "ou_ann"));
        inboxed();
    }

    private static void inboxed() {
        inbox("DEAD", "{\"sender\":{\"open_id\":\"ou_ann\"},\"chat_id\":\"oc_ops\"}");
        inbox("DEAD", "{\"sender\":{\"open_id\":\"ou_anne\"},\"chat_id\":\"oc_ops2\"}");
        inbox("UNKNOWN", "{\"content\":\"{\\\"user\\\":\\\"ou_ann\\\"}\"}");
    }

    @Test
    void a_person_is_erased_everywhere_and_the_answer_counts_it() throws Exception {
        JsonNode erased = erase(PERSONS + "ou_ann?channel=Lark");

        assertThat(counts(erased))
                .isEqualTo(Map.of(
                        "messages",
                        1,
                        "files",
                        1,
                        "mentions",
                        1,
                        "feedback",
                        1,
                        "acknowledgements",
                        1,
                        "silences",
                        1,
                        "platform_events",
                        2,
                        "chats",
                        0));
        List<String> left = everything("1.2");
        assertThat(left).noneMatch(json -> json.contains("ou_ann\"") || json.contains("Ann"));
        assertThat(left).anyMatch(json -> json.contains("ou_anne")).anyMatch(json -> json.contains("@erased look"));
        assertThat(collection(CollectionNames.FEEDBACK).countDocuments())
                .as("that somebody clicked")
                .isEqualTo(2);
        assertThat(collection(CollectionNames.MESSAGE).countDocuments(new Document("channel", "Slack")))
                .isEqualTo(1);
    }

    @Test
    void without_a_channel_the_person_is_erased_in_all_of_them() throws Exception {
        assertThat(erase(PERSONS + "ou_ann").path("messages").asInt()).isEqualTo(2);
    }

    @Test
    void a_chat_is_erased_with_what_was_said_and_clicked_in_it() throws Exception {
        JsonNode erased = erase(CHATS + "oc_ops?channel=Lark");

        assertThat(counts(erased))
                .isEqualTo(Map.of(
                        "messages",
                        2,
                        "files",
                        1,
                        "mentions",
                        0,
                        "feedback",
                        2,
                        "acknowledgements",
                        0,
                        "silences",
                        0,
                        "platform_events",
                        1,
                        "chats",
                        1));
        assertThat(collection(CollectionNames.CHAT).countDocuments()).isZero();
        assertThat(collection(CollectionNames.INBOUND).countDocuments()).isEqualTo(2);
    }

    @Test
    void to_erase_again_finds_nothing_and_is_no_error() throws Exception {
        erase(PERSONS + "ou_ann");
        erase(CHATS + "oc_ops");

        assertThat(counts(erase(PERSONS + "ou_ann")).values()).containsOnly(0);
        assertThat(counts(erase(CHATS + "oc_ops")).values()).containsOnly(0);
    }

    @Test
    void an_id_may_hold_any_character() throws Exception {
        message("DingTalk", "d1", "staff", "cid/a+b==", "hi");

        assertThat(erase(CHATS + "cid%2Fa%2Bb%3D%3D").path("messages").asInt()).isEqualTo(1);
    }

    @Test
    void nobody_without_the_managers_token_erases_and_a_misspelt_channel_parameter_erases_nothing() throws Exception {
        HttpRequest stranger = api.request("DELETE", PERSONS + "ou_ann")
                .setHeader("Authorization", "Bearer no")
                .build();

        assertError(api.send(stranger), 401, "unauthenticated");
        assertError(
                api.send(api.request("DELETE", PERSONS + "ou_ann?chanel=Lark").build()), 422, "invalid_field");
        assertThat(collection(CollectionNames.MESSAGE).countDocuments()).isEqualTo(3);
    }

    private static JsonNode erase(String path) throws Exception {
        HttpResponse<String> answer = api.send(api.request("DELETE", path).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).get("data");
    }

    private static Map<String, Integer> counts(JsonNode erased) {
        return Json.mapper().convertValue(erased, new TypeReference<>() {});
    }

    /** All documents but the message with this id. */
    private static List<String> everything(String but) {
        List<String> all = new ArrayList<>();
        for (String name : STORE.database().listCollectionNames()) {
            collection(name)
                    .find(new Document("msg_id", new Document("$ne", but)))
                    .forEach(one -> {
                        Binary value = one.get("value", Binary.class);
                        all.add(value == null ? one.toJson() : new String(value.getData(), StandardCharsets.UTF_8));
                    });
        }
        return all;
    }

    private static void message(String channel, String id, String sender, String chat, String text) {
        collection(CollectionNames.MESSAGE)
                .insertOne(new Document("channel", channel)
                        .append("bot_id", "bot")
                        .append("msg_id", id)
                        .append("chat_id", chat)
                        .append("msg_sender_id", sender)
                        .append("msg_time", Date.from(Instant.EPOCH))
                        .append("msg", "{\"text\":\"" + text + "\"}")
                        .append("text", text.replace("\\", ""))
                        .append("msg_llm_compatible", List.of(new Document("text", text.replace("\\", ""))))
                        .append("told", true));
    }

    private static void mention(String message, String person, String name) {
        List<Document> mentions = List.of(new Document("id", person).append("name", name));
        collection(CollectionNames.MESSAGE)
                .updateOne(new Document("msg_id", message), new Document("$set", new Document("mentions", mentions)));
    }

    private static void feedback(ObjectId event, String person) {
        collection(CollectionNames.FEEDBACK)
                .insertOne(new Document("event_main_id", event)
                        .append("notice_channel", "Lark")
                        .append("out_message_id", "card")
                        .append("action", "acknowledge")
                        .append("feedback", "words of " + person)
                        .append("operator", new Document("open_id", person).append("union_id", "on_" + person)));
    }

    private static void inbox(String state, String value) {
        collection(CollectionNames.INBOUND)
                .insertOne(new Document("channel", "Lark")
                        .append("state", state)
                        .append("value", new Binary(value.getBytes(StandardCharsets.UTF_8))));
    }

    private static MongoCollection<Document> collection(String name) {
        return STORE.database().getCollection(name);
    }
}
