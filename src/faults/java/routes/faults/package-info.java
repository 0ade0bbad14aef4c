/**
 * Faults: the application, the broker and the store are killed, frozen and cut off at exact moments, robots answer what
 * they should not, and every accepted alarm is accounted for afterwards, by its id.
 */
package routes.faults;
