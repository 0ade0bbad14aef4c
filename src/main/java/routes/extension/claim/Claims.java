package routes.extension.claim;

import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every name and path with its owner. A claim is asked for before anything is changed, and held once what it is for works.
 * Safe for use by many threads.
 */
public final class Claims {
    private final Supplier<? extends Map<Owner, Set<Claim>>> shipped;
    private final Map<String, Holding> holdings = new LinkedHashMap<>();

    private record Holding(Owner owner, Set<Claim> claims, Set<String> replaced) {}

    /** @param shipped what comes with the application; asked when a claim is made */
    public Claims(Supplier<? extends Map<Owner, Set<Claim>>> shipped) {
        this.shipped = shipped;
    }

    /**
     * What stands in the way of an owner. What it holds itself does not, nor what was replaced, nor the file that was deleted.
     *
     * @param wanted of several methods of a path the last stands for all
     * @param replaces claims whose owners the file replaces on purpose
     */
    public synchronized List<Conflict> conflicts(Owner by, Collection<Claim> wanted, Collection<Claim> replaces) {
        Map<String, Conflict> one = new LinkedHashMap<>();
        each(by, wanted, replaces)
                .forEach(conflict -> one.put(
                        conflict.wanted().kind() + " " + conflict.wanted().written(), conflict));
        return List.copyOf(one.values());
    }

    private Stream<Conflict> each(Owner by, Collection<Claim> wanted, Collection<Claim> replaces) {
        Set<String> leaving = places(yielding(by, replaces));
        return wanted.stream().flatMap(claim -> others(by)
                .filter(other -> !leaving.contains(other.getKey().place()) && !deleted(other.getKey()))
                .flatMap(other -> other.getValue().stream()
                        .filter(held ->
                                by.application() && other.getKey().application() ? claim.is(held) : claim.meets(held))
                        .limit(1)
                        .map(held -> new Conflict(claim, held, other.getKey())))
                .limit(1));
    }

    /** Those that the file replaces, by what it says. */
    public synchronized List<Owner> yielding(Owner by, Collection<Claim> replaces) {
        return others(by)
                .filter(other -> replaces.stream()
                        .filter(named -> other.getKey().replaceable().contains(named.kind()))
                        .anyMatch(named -> other.getValue().stream().anyMatch(named::meets)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What {@code replaces} names and nothing has, or nothing may take. */
    public synchronized List<String> unknown(Owner by, Collection<Claim> replaces) {
        return replaces.stream()
                .filter(named -> yielding(by, List.of(named)).isEmpty())
                .map(named -> others(by)
                        .filter(other -> other.getValue().stream().anyMatch(named::meets))
                        .findFirst()
                        .map(other -> named + " cannot be replaced: it is "
                                + other.getKey().text())
                        .orElse("\"replaces\" names no " + named))
                .toList();
    }

    /** Those whose files were deleted and who still have one of these claims. */
    public synchronized List<Owner> deletedHolders(Owner by, Collection<Claim> wanted) {
        return others(by)
                .filter(other -> deleted(other.getKey()))
                .filter(other -> wanted.stream()
                        .anyMatch(claim -> other.getValue().stream().anyMatch(claim::meets)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Gives an owner these claims in place of those it had. */
    public synchronized void hold(Owner owner, Collection<Claim> claims, Collection<Owner> replaced) {
        holdings.put(owner.place(), new Holding(owner, Set.copyOf(claims), places(replaced)));
    }

    /** Those that it had replaced have their claims again. */
    public synchronized void release(String place) {
        holdings.remove(place);
    }

    /** Places of those that this owner has replaced. */
    public synchronized Set<String> replacedBy(String place) {
        Holding holding = holdings.get(place);
        return holding == null ? Set.of() : holding.replaced();
    }

    /** What the owner of a place holds beside what comes with the application. */
    public synchronized Set<Claim> claimsOf(String place) {
        Holding holding = holdings.get(place);
        return holding == null ? Set.of() : holding.claims();
    }

    private Stream<Map.Entry<Owner, Set<Claim>>> others(Owner by) {
        Set<String> replaced = holdings.values().stream()
                .filter(holding -> !holding.owner().place().equals(by.place()))
                .flatMap(holding -> holding.replaced().stream())
                .collect(Collectors.toSet());
        Stream<Map.Entry<Owner, Set<Claim>>> own =
                holdings.values().stream().map(holding -> Map.entry(holding.owner(), holding.claims()));
        Stream<Map.Entry<Owner, Set<Claim>>> first = shipped.get().entrySet().stream()
                .filter(entry -> !holdings.containsKey(entry.getKey().place()))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()));
        return Stream.concat(first, own)
                .filter(entry -> !entry.getKey().place().equals(by.place()))
                .filter(entry -> !replaced.contains(entry.getKey().place()));
    }

    private static Set<String> places(Collection<Owner> owners) {
        return owners.stream().map(Owner::place).collect(Collectors.toSet());
    }

    private static boolean deleted(Owner owner) {
        return owner.file() != null && !Files.exists(owner.file());
    }
}
