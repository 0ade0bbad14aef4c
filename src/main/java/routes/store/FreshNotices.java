package routes.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.notice.Notice;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;

/**
 * Notices that were just stored and are not claimed yet, each handed out once: a claim need not read what
 * this process has written itself. Holds a bounded amount of text; the oldest leave first: others have claimed them.
 */
final class FreshNotices {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final int mostCharacters;
    private int characters;

    private record Entry(Notice notice, int characters) {}

    FreshNotices(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** @param characters how long its stored form is, about */
    synchronized void add(Notice notice, int characters) {
        if (notice.state() != NoticeState.PENDING || notice.handling().until() != null || characters > mostCharacters) {
            return;
        }
        forget(notice.id());
        entries.put(notice.id(), new Entry(notice, characters));
        this.characters += characters;
        while (this.characters > mostCharacters) {
            forget(entries.keySet().iterator().next());
        }
    }

    /** As they are after their first claim; empty unless all of them are here. */
    synchronized List<Notice> claimed(Collection<String> ids, NoticeStore.Claim claim) {
        List<Notice> claimed = new ArrayList<>(ids.size());
        boolean all = entries.keySet().containsAll(ids);
        for (String id : ids) {
            Entry entry = forget(id);
            if (all && entry != null) {
                claimed.add(firstClaim(entry.notice(), claim));
            }
        }
        return claimed.size() == ids.size() ? claimed : List.of();
    }

    private @Nullable Entry forget(String id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            characters -= entry.characters();
        }
        return entry;
    }

    /** What the store would give: it keeps milliseconds. */
    private static Notice firstClaim(Notice fresh, NoticeStore.Claim claim) {
        return new Notice(
                fresh.id(),
                fresh.event(),
                fresh.target(),
                fresh.subscriptionId(),
                fresh.subscriptionName(),
                NoticeState.SENDING,
                1,
                1,
                claim.owner(),
                millis(claim.leaseUntil()),
                millis(fresh.createdAt()),
                fresh.handling(),
                fresh.telling());
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
