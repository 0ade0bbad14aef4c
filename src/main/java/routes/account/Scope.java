package routes.account;

import java.util.Arrays;
import java.util.Locale;

/** What an operation asks of its caller ({@code x-scope} of the contract), and so what a caller may do. */
public enum Scope {
    /** No caller is asked for. */
    OPEN(false, "nothing is asked for"),
    /** The signature of a chat platform. */
    PLATFORM(false, "delivering what happens on a chat platform, by its signature"),
    /** Granted for one source at a time: {@code ingest:<source>}. */
    INGEST(false, "posting alarms of a source"),
    /** Every person has it for the own account, no machine. */
    OWN_ACCOUNT(true, "changing the own password"),
    READ(true, "reading what is not secret"),
    OPERATE(true, "the work of a shift: silences, replays, syncs, tests"),
    CONFIGURE(true, "changing who is notified of what and how, data sources, tasks"),
    /** No machine token can have it. */
    ADMINISTER(true, "accounts, machine tokens, the audit, new bots, erasing what is stored of people");

    private final boolean asksForCaller;
    private final String meaning;

    Scope(boolean asksForCaller, String meaning) {
        this.asksForCaller = asksForCaller;
        this.meaning = meaning;
    }

    /** Whether an account or a token of the API is needed. */
    public boolean asksForCaller() {
        return asksForCaller;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** As the contract and tokens name it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException that names what there is */
    public static Scope named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scope " + (name.isEmpty() ? "without a name" : name) + ", only "
                                + Arrays.stream(values()).map(Scope::wireName).toList()));
    }
}
