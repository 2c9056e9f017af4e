# shouwen key script: the labels of the floor's. F4 and 3: the queue of all open cases.
send \eOS
wait 120
send 3
wait 120
snap queue
key down 70 j
key pgdn 30 <PgDn>
alt end home 12 G g
key open1 1 <Enter>
send <Esc>
wait 60
alt open back 10 <Enter> q
alt open2 backesc 5 <Enter> <Esc>
# search: common 3 chars, each key measured on its own, 5 times
send /
typen common 电梯故
send <Esc>
wait 60
send /
typen common 电梯故
send <Esc>
wait 60
send /
typen common 电梯故
send <Esc>
wait 60
send /
typen common 电梯故
send <Esc>
wait 60
send /
typen common 电梯故
snap common
send <Esc>
wait 60
send /
typen rare 狂犬疫
snap rare
send <Esc>
wait 60
send /
typen rare 狂犬疫
send <Esc>
wait 60
send /
typen rare 狂犬疫
send <Esc>
wait 60
send /
typen absent 鹦鹉螺
send <Esc>
wait 60
send /
typen absent 鹦鹉螺
send <Esc>
wait 60
send /
typen ascii 2135
snap ascii
send <Esc>
