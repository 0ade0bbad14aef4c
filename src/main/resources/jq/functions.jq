# Functions that every mapping has, beside those in Java: jq's own that jackson-jq lacks or has otherwise, then ours.
def IN(values): . as $wanted | any(values; . == $wanted);
def IN(source; values): any(source | IN(values); .);
def INDEX(stream; key): reduce stream as $row ({}; . + {($row | key | tostring): $row});
def INDEX(key): INDEX(.[]; key);
def JOIN($index; key): [.[] | [., $index[key]]];
def JOIN($index; stream; key): stream | [., $index[key]];
def JOIN($index; stream; key; joined): stream | [., $index[key]] | joined;
def isempty(stream): [limit(1; stream)] == [];
def repeat(f): def again: ., (f | again); again;
def map_values(f): if type == "array" then map(first(f)) else [to_entries[] | {key, value: first(.value | f)}] | from_entries end;
def todate: if type == "array" then mktime else . end | todateiso8601;
def date: todate;
def fromdate: fromdateiso8601;
def dateadd(unit; $seconds): . + $seconds;
def datesub(unit; $seconds): . - $seconds;
def abs: if type == "number" then (if . < 0 then -. else . end) else error("abs takes a number") end;
def fabs: abs;
def trunc: if . < 0 then ceil else floor end;
def fmin($a; $b): [$a, $b] | min;
def fmax($a; $b): [$a, $b] | max;
def toarray: if type == "array" then . else [.] end;

def level_of($map; $default): ($map[tostring | ascii_downcase]) // $default;
def labels_key: to_entries | sort_by(.key) | map("\(.key)=\(.value)") | join(",");
