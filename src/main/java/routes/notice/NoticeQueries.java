package routes.notice;

import java.util.Collection;
import java.util.List;

/** What people ask of stored notices. */
public interface NoticeQueries {
    /** Those of the ids that exist, oldest first. */
    List<NoticeView> byIds(Collection<String> ids);

    /** A part of those that the filter takes, newest first. */
    Found find(NoticeFilter filter, int skip, int limit);

    /** @param total how many the filter takes in all */
    record Found(List<NoticeView> notices, long total) {
        public Found {
            notices = List.copyOf(notices);
        }
    }
}
