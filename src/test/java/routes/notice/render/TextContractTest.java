package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.notice.render.Contents.CHINESE;
import static routes.notice.render.Contents.ENGLISH;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.SamplePosts;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.render.Dialect.Place;

/**
 * The contract of every medium for text from outside: each platform's own reader of marks shows the same lines, finds whole
 * addresses, and no mark that the text made.
 */
@Tag("slow")
@net.jqwik.api.Tag("slow")
class TextContractTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));
    private static final List<String> KINDS =
            List.of("opened", "escalated", "resolved", "reminder", "flapping", "expired", "repeated");
    private static final List<Look> LOOKS = List.of(ENGLISH, CHINESE);
    private static final Map<String, List<String>> CALM = new HashMap<>();
    private static int turn;

    static Stream<Medium> media() {
        return Media.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("media")
    void each_nasty_line_is_shown_as_it_is(Medium medium) {
        for (String nasty : NastyText.NASTY) {
            check(medium, List.of("before", nasty, "after"), nasty.strip());
        }
    }

    @ParameterizedTest
    @MethodSource("media")
    void a_mark_over_several_lines_is_shown_as_it_is(Medium medium) {
        for (String block : NastyText.BLOCKS) {
            check(medium, Stream.concat(Stream.of("before"), block.lines()).toList(), "title");
        }
    }

    @ParameterizedTest
    @MethodSource("media")
    void each_bare_address_stays_whole_wherever_it_stands(Medium medium) {
        for (String url : NastyText.URLS) {
            check(
                    medium,
                    List.of(
                            url,
                            "see " + url + ".",
                            "(" + url + ")",
                            "**" + url + "**",
                            "`" + url + "`",
                            "[" + url + "]"),
                    "runbook " + url);
        }
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> marks = Arbitraries.strings()
                .withChars("*_~`[]()<>#-+1.|\\&@!: aB")
                .ofMinLength(1)
                .ofMaxLength(14);
        Arbitrary<String> part = Arbitraries.oneOf(
                words,
                marks,
                Arbitraries.of(NastyText.NASTY),
                Arbitraries.of(NastyText.URLS).map(url -> " " + url + " "),
                Arbitraries.of("汉字", "😀"));
        return part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
    }

    /** Short enough to be shown whole. */
    @Provide
    Arbitrary<String> titles() {
        return lines().filter(title -> title.length() <= 120);
    }

    @Property
    void no_text_changes_its_form(
            @ForAll("lines") String first, @ForAll("lines") String second, @ForAll("titles") String title) {
        for (Medium medium : Media.ALL) {
            check(medium, List.of("x" + first, second, "last"), "t" + title, "opened");
        }
    }

    /** Each kind, in one language and then the other. */
    private static void check(Medium medium, List<String> lines, String title) {
        for (String kind : KINDS) {
            check(medium, lines, title, kind);
        }
    }

    private static void check(Medium medium, List<String> lines, String title, String kind) {
        String summary = String.join("\n", lines);
        Look look = LOOKS.get((title.length() + turn++) % LOOKS.size());
        if (cut(medium, kind, look, title, summary)) {
            assertThat(medium.folder()).isEqualTo("twilio");
            if (lines.size() > 1) {
                lines.forEach(line -> check(medium, List.of(line), title, kind));
            }
            return;
        }
        Screen seen = screen(medium, kind, look, title, summary);
        String about = medium.folder() + " " + kind + " " + look.language() + "\n" + summary + "\n=>\n" + seen.text();

        assertThat(seen.marks).as(about).isEqualTo(calm(medium, kind, look, lines.size()));
        assertThat(shown(Screen.lines(seen.text()))).as(about).containsSubsequence(shown(Screen.lines(summary)));
        assertThat(shown(List.of(seen.text())).get(0))
                .as(about)
                .contains(shown(List.of(title)).get(0));
        assertThat(seen.text()).as(about).doesNotContain("\u200b", "\uFFFD");
        checkLinks(seen, summary, about);
    }

    /** The marks of the same message about words. */
    private static List<String> calm(Medium medium, String kind, Look look, int lines) {
        String key = String.join(" ", medium.folder(), kind, look.language(), Integer.toString(lines));
        return CALM.computeIfAbsent(key, unused -> {
            String words = String.join("\n", Collections.nCopies(lines, "word"));
            return screen(medium, kind, look, "word", words).marks;
        });
    }

    private static void checkLinks(Screen seen, String summary, String about) {
        for (Screen.Link link : seen.links) {
            String address = address(link.address());
            assertThat(address.startsWith(Contents.HOME) || address.equals(address(link.words())))
                    .as("a link says where it leads: " + link + about)
                    .isTrue();
        }
        if (!seen.links.isEmpty()) {
            // Slack's plain text links nothing: the first three stand below it
            long most = about.startsWith("slack") ? 3 : NastyText.URLS.size();
            Stream<String> shown = NastyText.URLS.stream()
                    .filter(summary::contains)
                    .sorted(Comparator.comparing(summary::indexOf))
                    .limit(most);
            shown.forEach(url -> assertThat(seen.links).as(about).anyMatch(link -> address(link.address())
                    .equals(address(url))));
        }
    }

    /** An address as it was before the platform's own form of it. */
    private static String address(String url) {
        String plain = url.startsWith("dingtalk://")
                ? URLDecoder.decode(url.replaceFirst(".*[&?]url=", ""), StandardCharsets.UTF_8)
                : url;
        return unicode(plain.replace("&amp;", "&").replace("&#39;", "'"));
    }

    /** As people write it: some platforms link the encoded form. */
    private static String unicode(String url) {
        String decoded = URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        String host = decoded.replaceFirst("^https?://([^/?#]*).*", "$1");
        return decoded.replace(host, IDN.toUnicode(host));
    }

    /** Without blanks, and with the signs that stand for others. */
    private static List<String> shown(List<String> lines) {
        return lines.stream().map(TextContractTest::shown).toList();
    }

    private static String shown(String line) {
        return line.replaceAll("[\\s\u00A0]+", "")
                .replace('∗', '*')
                .replace('ˋ', '`')
                .replace('∼', '~')
                .replace('＿', '_')
                .replace('＜', '<')
                .replace('＞', '>')
                .replace('＃', '#')
                .replace('‐', '-')
                .replace('＋', '+')
                .replace('＝', '=')
                .replace('∶', ':')
                .replace('＄', '$')
                .replace('｜', '|')
                .replace('＠', '@');
    }

    /** A text message to a phone holds little. */
    private static boolean cut(Medium medium, String kind, Look look, String title, String summary) {
        return rendered(medium, kind, look, title, summary).cut();
    }

    private static Rendered rendered(Medium medium, String kind, Look look, String title, String summary) {
        PublishedEvent event = Contents.saying(EVENT, title, summary, Map.of("host", title, "value", "word"));
        return Contents.RENDERER.render(Contents.of(event, kind), medium, look);
    }

    private static Screen screen(Medium medium, String kind, Look look, String title, String summary) {
        Rendered rendered = rendered(medium, kind, look, title, summary);
        if (!medium.json()) {
            return Screens.plain(rendered.text());
        }
        JsonNode message = read(rendered.text());
        List<Screen> parts = new ArrayList<>();
        collect(message, message, "", medium, parts);
        Screen whole = new Screen();
        for (Screen part : parts) {
            whole.write(part.text() + "\n");
            whole.links.addAll(part.links);
            whole.marks.addAll(part.marks);
        }
        return whole;
    }

    private static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static void collect(JsonNode node, JsonNode holder, String field, Medium medium, List<Screen> into) {
        if (node.isTextual()) {
            Place place = medium.dialect().placeOf(holder, field);
            into.add(
                    place == Place.MARKUP
                            ? Screens.read(medium.folder(), node.textValue())
                            : Screens.plain(node.textValue()));
        }
        node.forEach(element -> {
            if (node.isArray()) {
                collect(element, holder, field, medium, into);
            }
        });
        node.properties().forEach(entry -> collect(entry.getValue(), node, entry.getKey(), medium, into));
    }
}
