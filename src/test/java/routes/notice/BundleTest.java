package routes.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.event.EventState;
import routes.event.Transition;
import routes.fakes.SampleEvent;

class BundleTest {
    @Test
    void what_goes_on_comes_first_and_the_worst_of_it_before_all() {
        Notice over =
                aNotice(anEvent().numbered(1).atLevel(Level.P0).recovered().build());
        Notice mild = aNotice(anEvent().numbered(2).atLevel(Level.P2).build());
        Notice young = aNotice(
                anEvent().numbered(3).atLevel(Level.P1).at(NOW.plusSeconds(1)).build());
        Notice old = aNotice(anEvent().numbered(4).atLevel(Level.P1).build());

        Bundle bundle = Bundle.of(Map.of(), List.of(over, mild, young, old));

        assertThat(bundle.items())
                .extracting(Bundle.Item::noticeId)
                .containsExactly(old.id(), young.id(), mild.id(), over.id());
        assertThat(bundle.firing()).isEqualTo(3);
        assertThat(bundle.firingByLevel()).containsExactly(Map.entry(Level.P1, 2L), Map.entry(Level.P2, 1L));
    }

    @Test
    void of_several_notices_about_one_event_the_newest_speaks_and_all_are_carried() {
        SampleEvent event = anEvent().numbered(1);
        Notice opened = aNotice(event.build());
        Notice worse =
                aNotice(event.after(Transition.ESCALATED, 2).atLevel(Level.P0).build());
        Notice over = aNotice(event.after(Transition.RESOLVED, 3).build());

        Bundle bundle = Bundle.of(Map.of(), List.of(over, opened, worse));

        assertThat(bundle.items()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(NoticeKind.RESOLVED);
            assertThat(item.state()).isEqualTo(EventState.RESOLVED);
            assertThat(item.revision()).isEqualTo(3);
        });
        assertThat(bundle.noticeIds()).containsExactlyInAnyOrder(opened.id(), worse.id(), over.id());
    }

    @Test
    void it_reads_what_it_wrote() throws Exception {
        Bundle bundle = Bundle.of(
                Map.of("project", "shop"), List.of(aNotice(anEvent().recovered().build())));

        assertThat(Json.mapper().readValue(Json.bytes(bundle), Bundle.class)).isEqualTo(bundle);
    }

    @Test
    void nothing_is_no_bundle_and_only_some_kinds_carry_one() {
        assertThatThrownBy(() -> Bundle.of(Map.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Notice.Telling.one(NoticeKind.DIGEST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Notice.carrying(
                        "e".repeat(24),
                        NoticeKind.OPENED,
                        Map.of(),
                        List.of(aNotice(anEvent().build())),
                        NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_carrier_is_served_as_the_first_of_its_events_is() {
        Notice first = aNotice(anEvent().numbered(2).atLevel(Level.P0).build());
        Notice other = aNotice(anEvent().numbered(1).build());

        Notice carrier = Notice.carrying("e".repeat(24), NoticeKind.GROUP, Map.of(), List.of(other, first), NOW);

        assertThat(carrier.event()).isEqualTo(first.event());
        assertThat(carrier.orderKey()).isEqualTo(first.orderKey());
        assertThat(carrier.state()).isEqualTo(NoticeState.PENDING);
    }
}
