package routes.threshold.rule;

import java.util.Locale;

/** Why a plan does what it does: a closed set, and at once the word in answers and records. */
public enum RuleReason {
    /** There is no such rule yet. */
    NEW,
    /** We made it once, and it was deleted at the platform. */
    DELETED_AT_PLATFORM,
    /** What is wanted is not what we wrote last. */
    CHANGED,
    /** It was changed at the platform. */
    CHANGED_AT_PLATFORM,
    /** It is as it should be. */
    SAME,
    /** It is as it should be, and was switched off at the platform: it stays off. */
    SWITCHED_OFF,
    /** It was switched off at the platform, our write switched it on, and the call that switches it off again failed. */
    SWITCHED_ON_BY_US,
    /** VeAIOps made it by its name: it is left alone, and none is made beside it, until somebody adopts it. */
    MADE_BY_VEAIOPS,
    /** It was not ours, and is taken over. */
    ADOPTED,
    /** It lost the marker of its data source: a person took it over, and it is left alone. */
    NOT_OURS,
    /** Its series had no values for so long that it counts as gone. */
    GONE,
    /** The hours of the day were cut anew: other rules of its series watch all of its hours. */
    REPLACED,
    /** Its series or its hours have no threshold any more, and nothing says that the thing itself is gone. */
    OBSOLETE,
    /** It is where the configuration no longer points: in another folder, region or account. */
    ORPHAN,
    /** A second rule with the marker of another one. */
    DUPLICATE,
    /** There is no threshold for its series this time: nothing is known against the old one. */
    SERIES_WITHOUT_THRESHOLD,
    /** Its threshold is of poor quality: the schedule leaves the rule as it is. */
    POOR_QUALITY,
    /** It is not in our registry, and some series have no threshold this time: it may be of one of them. */
    SERIES_UNKNOWN,
    /** The version has no threshold at all: nothing is deleted for that. */
    NOTHING_WANTED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
