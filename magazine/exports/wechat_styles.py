"""The inline styles of a WeChat message, by role.

Dark mode: running text has no colour of its own and takes the reader's. A colour on a ground brings its ground along
(4.5:1); a colour without a ground is only for large bold type and holds on white and on WeChat's dark #191919 (3:1).
"""

RED = "#d6453d"
GROUND = "#b3261e"
WHITE = "#ffffff"
PAPER = "#f3ece4"
INK = "#2b2118"
LINE = "#9a9a9a"

TEXT = "margin:0 0 16px 0;font-size:16px;line-height:28px;text-align:justify"
SMALL = "margin:0 0 8px 0;font-size:14px;line-height:22px"

STYLES = {
    "message": "margin:0;padding:0 8px;font-size:16px;line-height:28px",
    "title": f"margin:40px 0 12px 0;font-size:22px;line-height:32px;font-weight:bold;color:{RED}",
    "contents": "margin:0 0 10px 0;padding:0 0 0 12px;font-size:16px;line-height:26px",
    "rubric": "margin:0 0 12px 0;font-size:14px;line-height:22px",
    "label": f"padding:2px 8px;font-size:14px;color:{WHITE};background-color:{GROUND}",
    "kicker": "margin:0 0 8px 0;font-size:17px;line-height:26px",
    "subtitle": "margin:0 0 8px 0;font-size:16px;line-height:26px;text-align:right",
    "byline": "margin:0 0 12px 0;font-size:14px;line-height:22px",
    "lead": f"{TEXT};padding:0 0 0 12px;border-left:3px solid {GROUND}",
    "text": TEXT,
    "h2": f"margin:28px 0 14px 0;font-size:20px;line-height:30px;font-weight:bold;color:{RED}",
    "h3": "margin:22px 0 12px 0;font-size:17px;line-height:28px;font-weight:bold",
    "h4": "margin:18px 0 10px 0;font-size:16px;line-height:28px;font-weight:bold",
    "day": "margin:18px 0 6px 0;font-size:17px;line-height:28px;font-weight:bold",
    "rule": f"margin:24px 0 16px 0;border-top:1px solid {LINE};font-size:1px;line-height:1px",
    "quote": f"margin:0 0 16px 0;padding:0 0 0 14px;border-left:3px solid {GROUND}",
    "quoted": "margin:0 0 8px 0;font-size:16px;line-height:28px;text-align:justify",
    "speaker": "margin:0 0 8px 0;font-size:14px;line-height:22px;text-align:right",
    "item1": "margin:0 0 8px 0;padding:0 0 0 12px;font-size:16px;line-height:28px;text-align:justify",
    "item2": "margin:0 0 8px 0;padding:0 0 0 32px;font-size:16px;line-height:28px;text-align:justify",
    "item3": "margin:0 0 8px 0;padding:0 0 0 52px;font-size:16px;line-height:28px;text-align:justify",
    "table": "margin:0 0 16px 0;width:100%;border-collapse:collapse",
    "head": f"padding:4px 6px;border:1px solid {LINE};vertical-align:top;color:{INK};background-color:{PAPER}",
    "data": f"padding:4px 6px;border:1px solid {LINE};vertical-align:top",
    "cell": "margin:0;font-size:14px;line-height:20px",
    "photo": "margin:0 0 16px 0;text-align:center",
    "img": "width:100%;height:auto;vertical-align:top",
    "awaited": f"margin:0;padding:32px 0;border:1px dashed {LINE};font-size:14px;line-height:22px;text-align:center",
    "caption": f"{SMALL};text-align:left",
    "note": f"{SMALL};text-align:left",
}
