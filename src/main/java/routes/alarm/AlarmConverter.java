package routes.alarm;

import java.util.List;

/**
 * Turns what a monitoring system posts into alarms. One small class for each source, bound in the registry under the
 * name that the source's route gives.
 */
public interface AlarmConverter {
    /**
     * The alarms in this body, in the order of the body, at least one.
     *
     * @throws routes.common.error.RefusedRequest when the body cannot be understood; it names the place or the field
     */
    List<Alarm> convert(Intake intake);

    /**
     * The same, item by item. A source that posts several alarms at once converts them by
     * {@link Converted#each(Intake, int, java.util.function.IntFunction, java.util.function.IntFunction)}, so that one
     * bad item costs no other; for the rest a post is one item.
     *
     * @throws routes.common.error.RefusedRequest when the body cannot be understood at all
     */
    default Converted items(Intake intake) {
        return Converted.whole(intake, convert(intake));
    }
}
