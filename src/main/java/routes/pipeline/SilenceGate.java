package routes.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.event.Transition;
import routes.notice.Notice;
import routes.notice.NoticeStanding;
import routes.notice.NoticeStandings;
import routes.notice.SilenceRule;
import routes.silence.Silence;
import routes.silence.SilenceBook;

/** Suppresses the notices that a silence matches. Replies in chats are not held back. */
public final class SilenceGate {
    /** How many earlier changes of an event are looked at for its recovery; more than an event has. */
    private static final int LOOK_BACK = 50;

    private final SilenceBook silences;
    private final NoticeStandings standings;

    public SilenceGate(SilenceBook silences, NoticeStandings standings) {
        this.silences = silences;
        this.standings = standings;
    }

    /** The same notices in the same order, some of them suppressed. */
    public List<Notice> pass(List<Notice> batch, Instant now) {
        Map<String, Notice> decided = new HashMap<>();
        batch.stream()
                .filter(notice -> !recovery(notice))
                .forEach(notice -> decided.putIfAbsent(notice.id(), firing(notice, now)));
        Map<String, NoticeStanding> known = known(batch, decided);
        List<Notice> passed = new ArrayList<>(batch.size());
        for (Notice notice : batch) {
            passed.add(recovery(notice) ? recovery(notice, known, now) : decided.get(notice.id()));
        }
        return passed;
    }

    private Notice firing(Notice notice, Instant now) {
        String silenceId = notice.subscribed() ? silenceFor(notice, now) : null;
        return SilenceRule.reasonForFiring(silenceId)
                .map(reason -> notice.suppressed(reason, silenceId))
                .orElse(notice);
    }

    private Notice recovery(Notice notice, Map<String, NoticeStanding> known, Instant now) {
        List<NoticeStanding> firing = earlier(notice).stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .toList();
        return SilenceRule.reasonForRecovery(silenceFor(notice, now), firing)
                .map(reason -> notice.suppressed(reason, null))
                .orElse(notice);
    }

    private @Nullable String silenceFor(Notice notice, Instant now) {
        return silences.holding(notice.event(), now).map(Silence::id).orElse(null);
    }

    /** What is stored counts; what is only decided in this batch is not stored yet. */
    private Map<String, NoticeStanding> known(List<Notice> batch, Map<String, Notice> decided) {
        Set<String> wanted = new LinkedHashSet<>();
        batch.stream().filter(SilenceGate::recovery).forEach(notice -> wanted.addAll(earlier(notice)));
        Map<String, NoticeStanding> known = new HashMap<>();
        wanted.forEach(id ->
                Optional.ofNullable(decided.get(id)).ifPresent(notice -> known.put(id, NoticeStanding.of(notice))));
        if (!wanted.isEmpty()) {
            known.putAll(standings.of(wanted));
        }
        return known;
    }

    private static List<String> earlier(Notice recovery) {
        long last = recovery.event().revision() - 1;
        return recovery.siblings(Math.max(1, last - LOOK_BACK + 1), last);
    }

    private static boolean recovery(Notice notice) {
        return notice.subscribed()
                && Transition.RESOLVED.wireName().equals(notice.event().transition());
    }
}
