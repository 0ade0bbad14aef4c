package routes.extension;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a new version of a route file brings.
 *
 * @param unchangeable templates and configurations that routes are made of: a restart takes their new version
 */
record RouteChange(
        List<RouteEntry> leaving, List<RouteEntry> coming, List<RouteEntry> staying, List<RouteEntry> unchangeable) {

    /**
     * @param before the entries of the version that works
     * @param next those of the new version
     * @param others entries of other files that leave for this one
     */
    static RouteChange of(List<RouteEntry> before, List<RouteEntry> next, Collection<RouteEntry> others) {
        RouteChange change =
                new RouteChange(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        next.forEach(entry -> change.add(entry, before));
        before.stream()
                .filter(RouteEntry::runs)
                .filter(old -> Stream.of(change.staying(), change.leaving())
                        .flatMap(List::stream)
                        .noneMatch(old::same))
                .forEach(change.leaving()::add);
        others.stream().filter(RouteEntry::runs).forEach(change.leaving()::add);
        return change;
    }

    private void add(RouteEntry entry, List<RouteEntry> before) {
        Optional<RouteEntry> same = before.stream().filter(entry::same).findFirst();
        if (same.equals(Optional.of(entry))) {
            staying.add(entry);
        } else if (same.isPresent() && !entry.runs()) {
            staying.add(same.get());
            unchangeable.add(entry);
        } else {
            same.ifPresent(leaving::add);
            coming.add(entry);
        }
    }

    List<RouteEntry> entries() {
        return Stream.concat(staying.stream(), coming.stream()).toList();
    }
}
