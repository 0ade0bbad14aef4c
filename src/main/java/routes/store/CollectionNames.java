package routes.store;

/** Names of the collections; the reference's where it has them (spec events 6). */
public final class CollectionNames {
    public static final String ALARM = "veaiops__alarm";
    public static final String EVENT = "veaiops__event";
    public static final String NOTICE = "veaiops__event_notice_detail";
    public static final String SPOOL = "veaiops__spool";
    public static final String INTEREST_SILENCE = "veaiops__interest_silence";
    public static final String SHEDLOCK = "veaiops__lock";

    private CollectionNames() {}
}
