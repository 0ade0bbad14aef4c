package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;

/** Events that were read together: none is lost with another one. */
@Tag("slow")
class InboundBatchTest {
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
    void what_follows_an_event_of_an_unknown_kind_is_worked_on() {
        inbound.workOn(List.of(unknown(), said("om_1"), unknown(), said("om_2")));

        assertThat(messages()).containsExactlyInAnyOrder("om_1", "om_2");
        assertThat(states()).isEqualTo(Map.of("UNKNOWN", 2L, "DONE", 2L));
    }

    @Test
    void what_follows_a_repetition_is_worked_on() {
        InboundEvent first = said("om_1");
        inbound.work(first);

        inbound.workOn(List.of(first, said("om_2")));

        assertThat(messages()).containsExactlyInAnyOrder("om_1", "om_2");
    }

    @Test
    void what_follows_an_event_that_is_given_up_is_worked_on() {
        InboundEvent known = said("om_1");
        InboundEvent.Header header = known.header();
        InboundEvent ofNobody = new InboundEvent(
                new InboundEvent.Header(
                        header.eventId(),
                        header.eventType(),
                        header.platformType(),
                        header.channel(),
                        "cli_gone",
                        header.chatId(),
                        header.createTime()),
                known.event());

        inbound.workOn(List.of(ofNobody, said("om_2")));

        assertThat(messages()).containsExactly("om_2");
        assertThat(states()).isEqualTo(Map.of("DEAD", 1L, "DONE", 1L));
        assertThat(inbound.log.values("veaiops.inbound.dead")).hasSize(1);
    }

    private static InboundEvent unknown() {
        return inbound.event(EventTypes.UNKNOWN, JsonNodeFactory.instance.objectNode());
    }

    private static InboundEvent said(String id) {
        return inbound.event(EventTypes.MESSAGE, InboundLark.said(id, "text", "{\"text\":\"hello\"}"));
    }

    private static List<String> messages() {
        return inbound.collection("veaiops__chatops_message").find().into(new ArrayList<>()).stream()
                .map(one -> one.getString("msg_id"))
                .toList();
    }

    private static Map<String, Long> states() {
        return inbound.collection("veaiops__inbound_event").find().into(new ArrayList<Document>()).stream()
                .collect(Collectors.groupingBy(one -> one.getString("state"), Collectors.counting()));
    }
}
