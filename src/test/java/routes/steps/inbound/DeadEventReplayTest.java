package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.http.RunningApi;

/** Something else may have written into the collection of the inbox. */
@Tag("slow")
class DeadEventReplayTest {
    private static final String ID = "e".repeat(24);

    private static InboundLark inbound;

    @BeforeAll
    static void start() throws Exception {
        inbound = new InboundLark();
    }

    @AfterAll
    static void stop() {
        inbound.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"header\":null}", "{\"header\":{}}", "null"})
    void a_dead_event_that_cannot_be_read_is_not_replayed(String value) throws Exception {
        inbound.forget();
        inbound.collection("veaiops__inbound_event")
                .insertOne(new Document("_id", ID)
                        .append("state", "DEAD")
                        .append("value", value.getBytes(StandardCharsets.UTF_8))
                        .append("at", new Date()));

        HttpResponse<String> answer =
                inbound.http().json("POST", "/apis/v1/manager/chatops/dead-events/" + ID + "/replay", "");

        RunningApi.assertError(answer, 409, "conflict");
        assertThat(inbound.log.values("veaiops.inbound")).isEmpty();
        assertThat(inbound.collection("veaiops__inbound_event").countDocuments(new Document("state", "DEAD")))
                .isOne();
    }
}
