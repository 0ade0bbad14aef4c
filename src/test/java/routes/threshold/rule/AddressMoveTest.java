package routes.threshold.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.datasource.PlatformFailure;

/**
 * Only the address of a platform changes, where rules have the ids that we choose: both servers have rules of the same ids then, and
 * those of the first one go all the same.
 */
@Tag("slow")
class AddressMoveTest {
    private static final String FIRST = "http://first";
    private static final String SECOND = "http://second";
    private static final int RULES = 4;

    @TempDir
    private Path folder;

    private MemoryTask task;

    @BeforeEach
    void start() {
        task = MemoryTask.at(folder, FIRST).reading("a", "b").computed();
        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);
        assertThat(there(FIRST)).isEqualTo(RULES);
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void rules_at_the_address_of_before_are_orphans_and_go_with_the_next_sync() {
        task.moved(SECOND);

        assertThat(task.sync().plan(task.order()).rules())
                .filteredOn(rule -> rule.reason() == RuleReason.ORPHAN)
                .hasSize(RULES);
        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);

        assertOnly(SECOND, FIRST);
    }

    @Test
    void they_go_also_when_some_rules_were_written_at_the_new_address_before() {
        for (int written = 1; written < RULES; written++) {
            String from = written % 2 == 1 ? FIRST : SECOND;
            String to = written % 2 == 1 ? SECOND : FIRST;
            task.moved(to);
            task.platform().failWrites(written, () -> new PlatformFailure.BadRequest("quota", "too many rules"));
            assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.FAILED);
            assertThat(there(from)).isEqualTo(RULES);
            assertThat(there(to)).isEqualTo(RULES - written);

            assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);

            assertOnly(to, from);
        }
    }

    @Test
    void they_go_wherever_a_process_ends_on_the_way() {
        for (int write = 1; write <= RULES; write++) {
            String from = write % 2 == 1 ? FIRST : SECOND;
            String to = write % 2 == 1 ? SECOND : FIRST;
            task.moved(to);
            task.platform().crashAfterWrite(write);
            assertThatThrownBy(() -> task.synced()).hasMessage("the process ends here");
            task.loop().passLeases();

            assertThat(task.loop().resume("next", task.type())).isTrue();

            assertOnly(to, from);
        }
    }

    @Test
    void who_goes_back_half_way_leaves_nothing_at_the_address_in_between() {
        task.moved(SECOND);
        task.platform().failWrites(2, () -> new PlatformFailure.BadRequest("quota", "too many rules"));
        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.FAILED);
        assertThat(there(SECOND)).isEqualTo(2);

        task.moved(FIRST);
        assertThat(task.synced().status()).isEqualTo(SyncRecord.Status.SUCCESS);

        assertOnly(FIRST, SECOND);
    }

    @Test
    void another_address_of_the_same_server_makes_no_orphans_and_writes_nothing() {
        task.platform().alias(SECOND, FIRST);
        int writes = task.platform().writes();
        task.moved(SECOND);

        assertThat(task.sync().plan(task.order()).count(RuleAction.KEEP)).isEqualTo(RULES);
        assertThat(task.synced().steps()).isEmpty();

        assertThat(task.platform().writes()).isEqualTo(writes);
        assertThat(there(FIRST)).isEqualTo(RULES);
        assertThat(task.loop().rules().registry().places(task.place().sourceId()))
                .singleElement()
                .satisfies(noted -> assertThat(noted.place().where()).containsValue(SECOND));
    }

    private void assertOnly(String address, String notAt) {
        String source = task.place().sourceId();
        assertThat(there(notAt)).isZero();
        assertThat(there(address)).isEqualTo(RULES);
        assertThat(task.loop().rules().registry().of(source)).hasSize(RULES);
        assertThat(task.loop().rules().registry().places(source)).hasSize(1);
        assertThat(task.sync().plan(task.order()).count(RuleAction.KEEP)).isEqualTo(RULES);
    }

    private int there(String address) {
        return task.platform().rules(address).size();
    }
}
