package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import routes.alarm.SamplePosts;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.NoticeKind;

/** No text from outside breaks a message, mentions anybody or hides a link behind other words. */
@Tag("slow")
class AnyTextPropertyTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));
    private static final Arbitrary<String> NASTY = Arbitraries.of(
            "\"",
            "\\",
            "\\\"",
            "{{",
            "}}",
            "{{title}}",
            "{{{x}}}",
            "{{#items}}",
            "<@U1>",
            "<!channel>",
            "<#C1>",
            "@channel",
            "@everyone",
            "@",
            "</a>",
            "<b>",
            "&",
            "'",
            "<@all>",
            "<at id=all></at>",
            "<at user_id=\"all\">x</at>",
            "<font color=red>",
            "<a href=http://evil.example>",
            "[x]",
            "[x](http://evil.example)",
            "](http://evil.example)",
            "(http://evil.example)",
            "[1]: http://evil.example",
            "<http://evil.example|bank>",
            "|bank>",
            "\uE0000\uE001",
            "\uE002",
            "\n",
            "\r\n",
            "\n\n# ",
            "\u202E",
            "\u0000",
            "😀",
            "\uD800",
            "\uDC00",
            "&lt;",
            "&#60;@all&#62;",
            "*",
            "_",
            "`",
            "```",
            "~",
            "]",
            "[",
            ":",
            "!",
            " ",
            "汉");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> mixed = Arbitraries.oneOf(NASTY, Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(
                Tuple.of(20, mixed),
                Tuple.of(1, mixed.map(text -> text.repeat(150))),
                Tuple.of(1, Arbitraries.just("")));
    }

    @Property
    void a_message_stays_whole_and_safe(
            @ForAll("texts") String title, @ForAll("texts") String summary, @ForAll("texts") String label)
            throws Exception {
        Map<String, String> labels = Map.of("host", label, "metric", title, "value", summary, "x" + label, label);
        PublishedEvent event = Contents.saying(EVENT, title, summary, labels);

        for (Medium medium : Media.ALL) {
            for (String kind : List.of("opened", "resolved", "group", "fallback")) {
                check(RendererOf.message(event, kind, medium), medium);
            }
        }
    }

    private static void check(Rendered rendered, Medium medium) throws Exception {
        assertThat(rendered.bytes()).hasSizeLessThanOrEqualTo(medium.maxBytes());
        assertThat(rendered.text()).doesNotContain("\uE000", "\uE001", "\u202E");
        if (!medium.json()) {
            return;
        }
        JsonNode message = Json.mapper().readTree(rendered.text());
        assertThat(MessageRules.problems(medium.folder(), message)).isEmpty();
        List<String> marked = new ArrayList<>();
        collect(message, message, "", medium, marked);
        marked.forEach(text -> checkMarks(text, medium.folder()));
    }

    /** A link shows its address, or is one of ours. */
    private static void checkMarks(String text, String platform) {
        Screen seen = Screens.read(platform, text);
        assertThat(seen.marks).as(text).doesNotContain("mention", "image");
        seen.links.stream()
                .filter(link -> !decoded(link.address()).endsWith(decoded(link.words())))
                .forEach(link -> assertThat(decoded(link.address())).as(text).contains(Contents.HOME));
    }

    /** As people read it: encoded or not, and with the signs that stand for others. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8)
                .replace('∗', '*')
                .replace('ˋ', '`')
                .replace('＿', '_');
    }

    /** The texts that the platform reads for marks. */
    private static void collect(JsonNode node, JsonNode holder, String field, Medium medium, List<String> into) {
        if (node.isTextual() && medium.dialect().placeOf(holder, field) == Dialect.Place.MARKUP) {
            into.add(node.textValue());
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, holder, field, medium, into));
        }
        node.properties().forEach(entry -> collect(entry.getValue(), node, entry.getKey(), medium, into));
    }

    /** A message of any kind about this event. */
    private static final class RendererOf {
        static Rendered message(PublishedEvent event, String kind, Medium medium) {
            Content content =
                    kind.equals("group") ? Contents.several(event, NoticeKind.GROUP, 30) : Contents.of(event, kind);
            return Contents.RENDERER.render(content, medium, Contents.ENGLISH);
        }
    }
}
