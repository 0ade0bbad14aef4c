package routes.notice;

import java.util.Collection;
import java.util.List;

/** What people ask of stored notices. */
@FunctionalInterface
public interface NoticeQueries {
    /** Those of the ids that exist, oldest first. */
    List<NoticeView> byIds(Collection<String> ids);
}
