package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.datasource.connect.Connect;
import routes.store.StoredCollections.Kept;
import routes.store.StoredCollections.Row;
import routes.wiring.Setting;
import routes.wiring.SettingsGuide;

/** The table of collections is whole, and the page of stored data and the housekeeping routes say the same. */
class StoredCollectionsTest {
    private static final Path PAGE = Path.of("docs/data.md");
    private static final Path SWEEPS = Path.of("src/main/resources/routes/housekeeping.camel.yaml");

    @Test
    void every_named_collection_has_one_row_whose_owner_is_a_package() {
        Stream<String> named = Stream.of(CollectionNames.class.getFields()).map(StoredCollectionsTest::value);

        assertThat(StoredCollections.all())
                .extracting(Row::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(named, Stream.of(Connect.COLLECTION)).toList());
        assertThat(StoredCollections.all())
                .extracting(row -> Path.of("src/main/java/routes", row.owner()))
                .allSatisfy(folder -> assertThat(folder).isDirectory());
    }

    @Test
    void the_page_of_stored_data_names_owner_and_settings_of_each_row() throws IOException {
        List<String> page = Files.readAllLines(PAGE);

        assertThat(StoredCollections.all()).allSatisfy(row -> {
            String line = page.stream()
                    .filter(one -> one.startsWith("| `" + row.name() + "` |"))
                    .findFirst()
                    .orElse("");
            assertThat(line).endsWith("| `" + row.owner() + "` |");
            assertThat(row.kept()).allSatisfy(kept -> assertThat(line).contains("`" + kept.setting() + "` ("));
        });
    }

    @Test
    void every_time_is_a_setting_and_every_kind_is_swept_by_a_route() throws IOException {
        Set<String> settings =
                SettingsGuide.settings().stream().map(Setting::name).collect(Collectors.toSet());
        String sweeps = Files.readString(SWEEPS);

        assertThat(StoredCollections.all())
                .flatExtracting(Row::kept)
                .extracting(Kept::setting)
                .isSubsetOf(settings);
        assertThat(StoredCollections.swept())
                .extracting(Kept::kind)
                .doesNotHaveDuplicates()
                .allSatisfy(kind -> assertThat(sweeps).containsOnlyOnce("\"sweep('" + kind + "')\""));
        assertThat(sweeps.split("sweep\\('")).hasSize(StoredCollections.swept().size() + 1);
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
