package routes.store;

import routes.account.User;

/** Names of the collections; VeAIOps' where it has them. */
public final class CollectionNames {
    public static final String ALARM = "veaiops__alarm";
    public static final String EVENT = "veaiops__event";
    public static final String NOTICE = "veaiops__event_notice_detail";
    public static final String REMINDER = "veaiops__notice_reminder";
    public static final String FLAPPING = "veaiops__notice_flapping";
    public static final String GATHERING = "veaiops__notice_gathering";
    public static final String SPOOL = "veaiops__spool";
    public static final String REPLAY = "veaiops__replay";
    public static final String ALARM_REJECTED = "veaiops__alarm_rejected";
    public static final String INTEREST_SILENCE = "veaiops__interest_silence";
    public static final String SILENCE = "veaiops__silence";
    public static final String HEARTBEAT = "veaiops__heartbeat";
    public static final String INHIBITION = "veaiops__inhibition";
    public static final String SUBSCRIPTION = "veaiops__event_subscribe";
    public static final String INFORM_STRATEGY = "veaiops__event_inform_strategy";
    public static final String CARD_TEMPLATE = "veaiops__config_agent_template";
    public static final String BOT = "veaiops__config_bot";
    public static final String CHAT = "veaiops__chatops_chat";
    public static final String BOT_ATTRIBUTE = "veaiops__config_bot_attribute";
    public static final String MESSAGE = "veaiops__chatops_message";
    public static final String MESSAGE_FILE = "veaiops__chatops_file";
    public static final String INTEREST = "veaiops__chatops_interest";
    public static final String FEEDBACK = "veaiops__event_notice_feedback";
    public static final String INBOUND = "veaiops__inbound_event";
    public static final String INBOUND_SPOOL = "veaiops__inbound_spool";
    /** Ids of deliveries that route authors take once. */
    public static final String DELIVERY = "veaiops__delivery";

    public static final String PROJECT = "veaiops__project";
    public static final String PRODUCT = "veaiops__product";
    public static final String CUSTOMER = "veaiops__customer";
    public static final String USER = User.COLLECTION;
    public static final String MACHINE_TOKEN = "veaiops__machine_token";
    /** Keys of login tokens, sealed. */
    public static final String SIGNING_KEY = "veaiops__signing_key";
    /** Logins that were tried, by name and by address. */
    public static final String LOGIN_TRY = "veaiops__login_try";
    /** Who changed what. */
    public static final String CONFIG_MARK = "veaiops__config_mark";

    public static final String AUDIT = "veaiops__audit";

    public static final String CHANGE = "veaiops__change";
    public static final String SEND_LOG = "veaiops__send_log";
    /** Until when robots, apps and hosts asked to be left alone. */
    public static final String ROBOT_STOP = "veaiops__robot_stop";
    /** Targets to which nothing was delivered for a while, and those that were switched off. */
    public static final String FAILING_TARGET = "veaiops__failing_target";

    public static final String DATA_SOURCE = "veaiops__datasource";
    public static final String METRIC_TEMPLATE = "veaiops__config_metric_template";
    public static final String TASK = "veaiops__intelligent_threshold_task";
    public static final String TASK_VERSION = "veaiops__intelligent_threshold_task_version";
    /** Series results that no longer fit into their version's document. */
    public static final String TASK_RESULT = "veaiops__intelligent_threshold_task_result";
    /** Slots that a running version has fetched. */
    public static final String TASK_SLOT = "veaiops__intelligent_threshold_task_slot";

    /** What people said of the history of metrics. */
    public static final String TASK_FEEDBACK = "veaiops__intelligent_threshold_feedback";

    public static final String SYNC_RECORD = "veaiops__intelligent_threshold_alarm_sync_record";
    public static final String RULE = "veaiops__alarm_rule";
    /** The id of this deployment. */
    public static final String DEPLOYMENT = "veaiops__deployment";
    /** Where rules of data sources were written. */
    public static final String RULE_PLACE = "veaiops__alarm_rule_place";
    /** Deleted tasks whose rules could not be deleted. */
    public static final String RULE_TOMBSTONE = "veaiops__alarm_rule_tombstone";
    /** Rules that we gave up. */
    public static final String RULE_DISOWNED = "veaiops__alarm_rule_disowned";

    public static final String REFRESH_RECORD = "veaiops__auto_intelligent_threshold_task_record";

    /** Samples of sources that are being learned. */
    public static final String LEARN = "veaiops__learn";

    private CollectionNames() {}
}
