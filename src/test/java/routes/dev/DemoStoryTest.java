package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoStoryTest {
    private final DemoStory story = new DemoStory("1");

    @Test
    void each_trouble_fires_three_times_and_recovers() {
        List<String> words = posts(0, 12);

        assertThat(words)
                .filteredOn(word -> word.contains("db-1"))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("91.2 % firing"),
                        second -> assertThat(second).endsWith("95.8 % firing"),
                        third -> assertThat(third).endsWith("97.3 % firing"),
                        last -> assertThat(last).endsWith("41.0 % resolved"));
        assertThat(words).filteredOn(word -> word.endsWith("resolved")).hasSize(3);
    }

    @Test
    void a_next_round_and_a_next_run_are_other_troubles() {
        assertThat(story.post(12).body()).isNotEqualTo(story.post(0).body()).contains("cpu-1-1");
        assertThat(new DemoStory("2").post(0).body()).contains("cpu-2-0");
    }

    private List<String> posts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(story::post)
                .map(AlarmPost::words)
                .toList();
    }
}
