package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.store.MetricTemplateSeeds;
import routes.store.StoreIndexes;
import routes.store.WireServer;
import routes.subscription.owner.OwnerKind;
import routes.wiring.Setting;
import routes.wiring.SettingsGuide;

/** docs/data.md names every collection and topic, and says of each how long it is kept. */
@Tag("slow")
class DataPageTest {
    private static final String PREFIX = "veaiops__";
    private static final Pattern COLLECTION = Pattern.compile("\"(" + PREFIX + "[a-z_]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");
    private static final Pattern DAYS = Pattern.compile("`(veaiops\\.[a-z.-]+-days)`(?: \\((\\d+)\\))?");

    private final String page = read(Path.of("docs/data.md"));

    @Test
    void every_collection_that_the_code_names_is_on_the_page_and_no_other() {
        Set<String> named = new TreeSet<>();
        sources().forEach(source -> COLLECTION.matcher(source).results().forEach(found -> named.add(found.group(1))));
        Arrays.stream(OwnerKind.values()).forEach(kind -> named.add(PREFIX + kind.word()));

        assertThat(rows("Collections")).isEqualTo(named).hasSizeGreaterThan(30);
    }

    @Test
    void every_collection_that_a_start_makes_is_on_the_page() {
        try (WireServer store = WireServer.start()) {
            StoreIndexes.create(store.database());
            StoreIndexes.create(store.database());
            StoreIndexes.create(store.database());
            StoreIndexes.create(store.database());
            new MetricTemplateSeeds(store.database(), Clock.systemUTC()).ensure();

            assertThat(store.database().listCollectionNames())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(rows("Collections")).contains(name));
        }
    }

    @Test
    void every_topic_is_on_the_page_and_no_other() {
        Set<String> topics = SettingsGuide.settings().stream()
                .filter(setting -> setting.name().startsWith("veaiops.topic."))
                .map(Setting::standard)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows("Topics")).isEqualTo(topics).isNotEmpty();
    }

    @Test
    void every_row_is_full_and_its_setting_exists_with_that_default() {
        String tables = page.split("(?m)^## Erase")[0];
        assertThat(ROW.matcher(tables).results()).isNotEmpty().allSatisfy(row -> {
            String[] cells = row.group(2).split("\\|");
            assertThat(cells).as(row.group(1)).hasSize(row.group(1).startsWith(PREFIX) ? 4 : 3);
            assertThat(cells[0]).as(row.group(1)).isNotBlank();
            assertThat(cells[2]).as(row.group(1)).isNotBlank();
        });
        Map<String, String> standards = SettingsGuide.settings().stream()
                .collect(Collectors.toMap(Setting::name, Setting::standard, (one, other) -> one));
        assertThat(DAYS.matcher(page).results()).isNotEmpty().allSatisfy(found -> {
            assertThat(standards).containsKey(found.group(1));
            if (found.group(2) != null) {
                assertThat(standards).containsEntry(found.group(1), found.group(2));
            }
        });
    }

    private Set<String> rows(String heading) {
        String section = page.split("(?m)^## " + heading + "$")[1].split("(?m)^## ")[0];
        return ROW.matcher(section)
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(DataPageTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }
}
