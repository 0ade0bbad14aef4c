package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.SamplePosts;
import routes.common.json.Json;
import routes.event.PublishedEvent;

/** {@code -Dmessages.write=true} writes the messages anew; read the difference before you commit it. */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/messages");

    static Stream<Arguments> messages() {
        Stream<Arguments> ofOne = Media.ALL.stream()
                .flatMap(medium -> Stream.of(
                        Arguments.of(medium, "opened", Contents.CHINESE),
                        Arguments.of(medium, "resolved", Contents.ENGLISH),
                        Arguments.of(medium, "reply", Contents.ENGLISH)));
        Stream<Arguments> ofSeveral =
                Media.carryingSeveral().map(medium -> Arguments.of(medium, "group", Contents.CHINESE));
        return Stream.concat(ofOne, ofSeveral);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_reads_as_it_was_approved(Medium medium, String kind, Look look) throws Exception {
        String text = Contents.RENDERER
                .render(Contents.of(event(kind), kind), medium, look)
                .text();
        String shown = medium.json() ? pretty(text) : text;
        Path golden = FOLDER.resolve(medium.folder())
                .resolve(kind + "." + look.language() + (medium.json() ? ".json" : ".txt"));
        if (Boolean.getBoolean("messages.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, shown);
        }

        assertThat(shown).isEqualTo(Files.readString(golden));
    }

    private static PublishedEvent event(String kind) {
        List<String> post =
                switch (kind) {
                    case "resolved" -> List.of("zabbix", "resolved.json");
                    case "reply" -> List.of("chatops", "reactive-reply.json");
                    case "group" -> List.of("aliyun", "firing.form");
                    default -> List.of("volcengine", "firing.json");
                };
        return Contents.event(SamplePosts.alarms(post.get(0), post.get(1)).get(0));
    }

    private static String pretty(String json) throws Exception {
        JsonNode tree = Json.mapper().readTree(json);
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }
}
