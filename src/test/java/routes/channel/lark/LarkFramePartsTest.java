package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parts of frames over Lark's long connection. */
class LarkFramePartsTest {
    private final LarkFrameParts parts = new LarkFrameParts();

    @Test
    void a_frame_is_whole_with_its_last_part_in_whatever_order_they_come() {
        assertThat(parts.whole(part("a", 1, 2, "second"))).isEmpty();
        assertThat(parts.whole(part("a", 1, 2, "again "))).isEmpty();
        assertThat(parts.whole(part("a", 0, 2, "first ")))
                .hasValueSatisfying(payload -> assertThat(payload).asString().isEqualTo("first again "));
        assertThat(parts.bytes()).isZero();
    }

    @Test
    void unfinished_frames_take_no_more_than_their_share_of_bytes_and_the_newest_stay() {
        String mega = "x".repeat(1 << 20);
        for (int frame = 0; frame < 12; frame++) {
            parts.whole(part("m" + frame, 0, 2, mega));
        }

        assertThat(parts.bytes()).isLessThanOrEqualTo(LarkFrameParts.MOST_BYTES);
        assertThat(parts.whole(part("m11", 1, 2, "end"))).isPresent();
        assertThat(parts.whole(part("m0", 1, 2, "end"))).as("it went out").isEmpty();
        assertThat(parts.whole(part("huge", 0, 2, "x".repeat(LarkFrameParts.MOST_BYTES + 1))))
                .isEmpty();
    }

    @Test
    void many_small_unfinished_frames_are_bounded_too() {
        for (int frame = 0; frame < 1000; frame++) {
            parts.whole(part("s" + frame, 0, 3, "x"));
        }

        assertThat(parts.bytes()).isLessThanOrEqualTo(16);
    }

    private static LarkFrame part(String id, int number, int of, String text) {
        Map<String, String> headers =
                Map.of("message_id", id, "sum", Integer.toString(of), "seq", Integer.toString(number));
        return new LarkFrame(0, 0, 1, LarkFrame.DATA, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
