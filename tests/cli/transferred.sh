#!/bin/sh
# SPDX-License-Identifier: MIT
# The street moves staff from one station to another, with the programs that people run: everybody who is to know them
# knows the same of them, who has them now says what is new, and who had them says nothing any more.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
files='street.db a.db b.db'

# put CODE FILE WHO LINE...: takes in a staff list of these lines
put() {
    code=$1 file=$2 who=$3
    shift 3
    printf '%s\n' "$@" >staff.csv
    run "$code" ${who:+--as "$who"} import staff staff.csv
}
# knows FILE ID NAME NODE PHONE: that is what the file says of somebody
knows() {
    file=$1
    case $file in a.db) who=S12 ;; b.db) who=B12 ;; *) who=T09 ;; esac
    run 0 --as $who export staff --unmask || return 1
    tr -d '"\t' <out | awk -F, -v id="$2" -v want="$3,$4,$5" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $1 == id { said = $at["name"] "," $at["node"] "," $at["phone"] }
        END { if (said != want) { print "# " id ": " said ", not " want; exit 1 } }'
}
# all_know ID NAME NODE PHONE
all_know() { for each in $files; do knows "$each" "$@" || { echo "# $each"; return 1; }; done; }

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道 &&
    put 0 a.db '' id,name,roles,node,phone "S01,陆伟,worker,$station,13900000001" "S12,曹敏,admin;secretary,$station," &&
    put 0 b.db '' id,name,roles,node "B12,王五,admin;secretary,$other" &&
    put 0 street.db '' id,name,roles,node,phone "T09,吴昊,dispatcher;admin,$street," "T10,郑洁,worker,$street,13900000010" &&
    settle && knows street.db S01 陆伟 $station 13900000001
say 'two stations and their street exchange'

put 0 street.db T09 id,node "S01,$other" && settle && all_know S01 陆伟 $other 13900000001
say 'whom the street moves is known to the new station as well'
put 0 street.db T09 id,phone S01,13900000002 && settle && all_know S01 陆伟 $other 13900000002
say 'and what the street says later leaves nothing empty'
put 0 b.db B12 id,phone S01,13900000003 && settle && knows street.db S01 陆伟 $other 13900000003 &&
    knows b.db S01 陆伟 $other 13900000003
say 'the new station says what is new of them'
put 0 street.db T09 id,node "T10,$station" && settle && all_know T10 郑洁 $station 13900000010 &&
    put 0 a.db S12 id,phone T10,13900000011 && settle && knows street.db T10 郑洁 $station 13900000011
say "what a station says of somebody who was the street's reaches the street"
for file in $files; do
    run 0 check || exit 1
done
say 'all files are sound'
echo "1..$count"
