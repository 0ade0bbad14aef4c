package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.extension.lint.BeanDirectory;

class BeanCollectionsTest {
    private final BeanDirectory beans = BeanDirectory.scan("routes");
    private final BeanCollections collections = new BeanCollections(beans);

    @Test
    void a_bean_works_on_the_collections_of_the_stores_that_it_is_made_of() {
        assertThat(collections.of("historySweep('rejected')")).containsExactly("veaiops__alarm_rejected");
        assertThat(collections.of("historySweep('alarms')")).containsExactly("veaiops__alarm");
        assertThat(collections.of("mergeAlarms")).contains("veaiops__alarm", "veaiops__event");
        assertThat(collections.of("spoolDrain")).containsExactly("veaiops__spool");
    }

    @Test
    void a_bean_without_a_store_has_none_and_none_is_guessed() {
        assertThat(collections.of("commitBatch")).isEmpty();
        assertThat(collections.of("noSuchBean")).isEmpty();
        assertThat(collections.of("inboundSpool")).doesNotContain("veaiops__spool");
    }

    @Test
    void every_collection_is_one_of_the_page_of_stored_data() throws Exception {
        String page = Files.readString(Path.of("docs/data.md"));

        Stream<String> all = beans.assignableTo(Object.class).flatMap(bean -> collections.of(bean).stream());

        assertThat(all.distinct()).hasSizeGreaterThan(20).allSatisfy(name -> assertThat(page)
                .contains("| `" + name + "` |"));
    }
}
