package routes.kits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.datasource.ExistingRule;
import routes.datasource.TimeSeries;

/** A monitoring system in memory, for {@link MemoryDataSource}. */
public final class MemoryPlatform {
    /** @param owner id of the data source that marked it; empty for a rule that a person made */
    public record Rule(String remoteId, String owner, String ruleId, String name, boolean enabled, JsonNode content) {
        ExistingRule seen() {
            return new ExistingRule(remoteId, ruleId, name, enabled, content);
        }
    }

    /** By the address of the server, in the order in which they were made. */
    private final Map<String, Map<String, Rule>> rules = new LinkedHashMap<>();

    private final Map<String, String> aliases = new HashMap<>();
    private final List<TimeSeries> series = new ArrayList<>();
    private final List<Supplier<? extends RuntimeException>> faults = new ArrayList<>();
    private final List<Supplier<? extends RuntimeException>> writeFaults = new ArrayList<>();
    private int writes;
    private int reads;
    private int crashAfter = -1;
    private int answered;
    private @Nullable Supplier<? extends RuntimeException> end;
    private int ids;

    public synchronized void add(TimeSeries more) {
        series.add(more);
    }

    /** The series of a host have no values any more. */
    public synchronized void silence(String host) {
        series.removeIf(one -> host.equals(one.labels().get("host")));
    }

    public synchronized List<TimeSeries> series() {
        return List.copyOf(series);
    }

    /** The next calls fail with these, one each. */
    public synchronized void fail(int times, Supplier<? extends RuntimeException> failure) {
        faults.clear();
        for (int i = 0; i < times; i++) {
            faults.add(failure);
        }
    }

    /** The next changes fail with these, one each. */
    public synchronized void failWrites(int times, Supplier<? extends RuntimeException> failure) {
        writeFaults.clear();
        for (int i = 0; i < times; i++) {
            writeFaults.add(failure);
        }
    }

    synchronized void written() {
        if (!writeFaults.isEmpty()) {
            throw writeFaults.remove(0).get();
        }
    }

    /** The change with this number, from 1, is made and its answer never arrives: who made it ends there. */
    public synchronized void crashAfterWrite(int number) {
        crashAfter = writes + number;
    }

    /** So many more calls are answered, then one fails so. */
    public synchronized void failReads(int after, Supplier<? extends RuntimeException> failure) {
        answered = after;
        end = failure;
    }

    /** How many calls there were. */
    public synchronized int reads() {
        return reads;
    }

    synchronized void called() {
        reads++;
        if (end != null && answered-- == 0) {
            RuntimeException failure = end.get();
            end = null;
            throw failure;
        }
        if (!faults.isEmpty()) {
            throw faults.remove(0).get();
        }
    }

    /** Of the server without an address. */
    public List<Rule> rules() {
        return rules("");
    }

    /** Of the server at an address. */
    public synchronized List<Rule> rules(String server) {
        return List.copyOf(at(server).values());
    }

    private Map<String, Rule> at(String server) {
        return rules.computeIfAbsent(server(server), name -> new LinkedHashMap<>());
    }

    /** Another address of a server. */
    public synchronized void alias(String address, String of) {
        aliases.put(address, of);
    }

    synchronized String server(String address) {
        return aliases.getOrDefault(address, address);
    }

    public synchronized String nextId() {
        return "r" + ++ids;
    }

    public void put(Rule rule) {
        put("", rule);
    }

    synchronized void put(String server, Rule rule) {
        writes++;
        at(server).put(rule.remoteId(), rule);
        if (writes == crashAfter) {
            throw new IllegalStateException("the process ends here");
        }
    }

    public void remove(String remoteId) {
        remove("", remoteId);
    }

    synchronized void remove(String server, String remoteId) {
        writes++;
        at(server).remove(remoteId);
    }

    public synchronized void switchOff(String remoteId) {
        Rule rule = at("").get(remoteId);
        at("").put(remoteId, new Rule(remoteId, rule.owner(), rule.ruleId(), rule.name(), false, rule.content()));
    }

    public synchronized int writes() {
        return writes;
    }
}
