package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlarmFixture.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.extension.learn.LearnSession;

/** What is kept while a source is learned, and until when. */
@Tag("slow")
class MongoLearnRepositoryTest {
    private static final Instant END = START.plus(Duration.ofMinutes(15));

    private final WireServer server = WireServer.start();
    private final MongoLearnRepository book = new MongoLearnRepository(server.database());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void posts_are_kept_in_order_until_there_are_enough() {
        open("beeper", 2);

        assertThat(book.keep("beeper", "one", START)).map(LearnSession::taken).contains(1);
        assertThat(book.keep("beeper", "two", START)).map(LearnSession::taken).contains(2);
        assertThat(book.keep("beeper", "three", START)).isEmpty();

        assertThat(book.posts("beeper")).containsExactly("one", "two");
        assertThat(book.find("beeper").orElseThrow().takes(START)).isFalse();
    }

    @Test
    void nothing_is_kept_after_the_time_or_of_a_source_that_nobody_learns() {
        open("beeper", 2);

        assertThat(book.keep("beeper", "late", END)).isEmpty();
        assertThat(book.keep("pager", "strange", START)).isEmpty();
        assertThat(book.posts("beeper")).isEmpty();
    }

    @Test
    void many_posts_at_once_are_never_more_than_wanted() throws Exception {
        open("beeper", 5);
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<Callable<Optional<LearnSession>>> posts = IntStream.range(0, 40)
                .<Callable<Optional<LearnSession>>>mapToObj(i -> () -> book.keep("beeper", "post " + i, START))
                .toList();

        int kept = 0;
        for (Future<Optional<LearnSession>> post : senders.invokeAll(posts)) {
            kept += post.get().isPresent() ? 1 : 0;
        }
        senders.shutdown();

        assertThat(kept).isEqualTo(5);
        assertThat(book.posts("beeper")).hasSize(5);
    }

    @Test
    void a_source_is_learned_by_one_at_a_time_and_again_when_that_is_over() {
        open("beeper", 1);
        book.keep("beeper", "old", START);

        assertThat(book.open(session("beeper", 1, END), START)).isFalse();
        assertThat(book.open(session("beeper", 1, END.plusSeconds(900)), END)).isTrue();
        assertThat(book.posts("beeper")).isEmpty();
    }

    @Test
    void what_was_caught_is_forgotten_an_hour_after_its_end_and_at_once_when_it_is_closed() {
        open("beeper", 1);
        open("pager", 1);
        book.keep("beeper", "kept", START);

        book.forget(END.plus(Duration.ofMinutes(59)));
        assertThat(book.posts("beeper")).containsExactly("kept");
        book.close("pager");
        assertThat(book.find("pager")).isEmpty();
        book.forget(END.plus(Duration.ofMinutes(60)));
        assertThat(book.find("beeper")).isEmpty();
    }

    private void open(String source, int most) {
        assertThat(book.open(session(source, most, END), START)).isTrue();
    }

    private static LearnSession session(String source, int most, Instant until) {
        return new LearnSession(source, "hash", most, 0, until);
    }
}
