package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import routes.notice.FailureReason;

/** Every page is on the site, and every link between pages, rules and answers leads to a file and to a heading in it. */
class DocsSiteTest {
    private static final Path DOCS = Path.of("docs");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#* *$");

    private final Map<Path, Set<String>> headings = new HashMap<>();

    @Test
    void the_list_of_the_site_has_every_page_and_no_other() throws IOException {
        JsonNode site = YAML.readTree(Path.of("mkdocs.yml").toFile());
        List<String> listed = new ArrayList<>();
        site.path("nav").forEach(entry -> pages(entry).forEach(listed::add));

        assertThat(listed).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(DOCS)) {
            assertThat(listed)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".md"))
                                    .toList());
        }
    }

    @Test
    void every_link_of_a_page_leads_to_a_file_and_a_heading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
            while (links.find()) {
                String link = links.group(1);
                if (!link.contains("://") && !link.startsWith("mailto:") && !leadsSomewhere(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void a_page_in_chinese_has_its_page_in_english_and_is_listed_on_the_first_page_in_chinese() throws IOException {
        String first = Files.readString(DOCS.resolve("index.zh-CN.md"));
        List<String> chinese = pages().stream()
                .filter(page -> page.startsWith(DOCS))
                .map(page -> page.getFileName().toString())
                .filter(name -> name.endsWith(".zh-CN.md") && !name.startsWith("index"))
                .toList();

        assertThat(chinese).hasSizeGreaterThan(5).allSatisfy(name -> {
            assertThat(DOCS.resolve(name.replace(".zh-CN", ""))).exists();
            assertThat(first).contains("(" + name + ")");
        });
    }

    @Test
    void the_runbook_of_every_reason_and_every_alert_is_a_heading() throws IOException {
        assertThat(FailureReason.values()).allSatisfy(reason -> assertThat(FailureReason.runbook(reason.wireName()))
                .hasValueSatisfying(link -> assertThat(leadsSomewhere(Path.of("page.md"), link))
                        .as(link)
                        .isTrue()));
        assertThat(FailureReason.runbook("silence:1")).isEmpty();
        assertThat(FailureReason.runbook(null)).isEmpty();
        JsonNode rules = YAML.readTree(Path.of("deploy/prometheus/rules.yaml").toFile());
        assertThat(rules.findValuesAsText("runbook_url")).isNotEmpty().allSatisfy(link -> assertThat(
                        leadsSomewhere(Path.of("page.md"), link))
                .as(link)
                .isTrue());
    }

    private static Stream<String> pages(JsonNode entry) {
        return entry.isTextual()
                ? Stream.of(entry.asText())
                : StreamSupport.stream(entry.spliterator(), false).flatMap(DocsSiteTest::pages);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(DOCS, DOCS.resolve("adr"), Path.of("examples"), Path.of("."))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .map(Path::normalize)
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    private boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1
                || !file.toString().endsWith(".md")
                || headings.computeIfAbsent(file, DocsSiteTest::headings).contains(parts[1]);
    }

    /** As GitHub names them: letters, digits, dashes and underscores; a name that comes again gets a number. */
    private static Set<String> headings(Path file) {
        try {
            Set<String> names = new HashSet<>();
            Matcher found = HEADING.matcher(Files.readString(file).replaceAll("(?s)```.*?```", ""));
            while (found.find()) {
                String text = found.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
                String name = text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                        .replace(' ', '-');
                String unique = name;
                for (int i = 1; !names.add(unique); i++) {
                    unique = name + "-" + i;
                }
            }
            return names;
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
